(module
 (type $0 (func (param i32) (result i32)))
 (global $__data_end i32 (i32.const 16))
 (global $__heap_base i32 (i32.const 16))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "branches" (func $control.branches))
 (export "loops" (func $control.loops))
 (export "choices" (func $control.choices))
 (export "forever" (func $control.forever))
 (export "scopes" (func $control.scopes))
 (func $control.branches (param $0 i32) (result i32)
  (if
   (i32.lt_s
    (local.get $0)
    (i32.const -10)
   )
   (then
    (return
     (i32.const -2)
    )
   )
   (else
    (if
     (i32.lt_s
      (local.get $0)
      (i32.const 0)
     )
     (then
      (return
       (i32.const -1)
      )
     )
    )
   )
  )
  (i32.eqz
   (i32.eqz
    (local.get $0)
   )
  )
 )
 (func $control.loops (param $0 i32) (result i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (if
   (local.tee $0
    (local.tee $3
     (i32.and
      (local.get $0)
      (i32.const 255)
     )
    )
   )
   (then
    (loop $again1
     (local.set $1
      (i32.add
       (i32.mul
        (local.get $0)
        (local.get $2)
       )
       (local.get $1)
      )
     )
     (br_if $again1
      (i32.gt_u
       (local.tee $0
        (i32.sub
         (local.get $0)
         (i32.const 1)
        )
       )
       (local.tee $2
        (i32.add
         (local.get $2)
         (i32.const 1)
        )
       )
      )
     )
    )
   )
  )
  (local.set $0
   (i32.const 15)
  )
  (loop $again4
   (local.set $1
    (i32.add
     (i32.and
      (local.get $1)
      (i32.const 1)
     )
     (local.get $1)
    )
   )
   (br_if $again4
    (i32.ge_s
     (local.tee $0
      (i32.sub
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 0)
    )
   )
  )
  (local.set $0
   (i32.const 0)
  )
  (loop $again7
   (if
    (i32.le_u
     (local.get $0)
     (local.get $3)
    )
    (then
     (local.set $1
      (select
       (i32.xor
        (local.get $0)
        (local.get $1)
       )
       (local.get $1)
       (i32.and
        (local.get $0)
        (i32.const 3)
       )
      )
     )
     (local.set $0
      (i32.add
       (local.get $0)
       (i32.const 2)
      )
     )
     (br $again7)
    )
   )
  )
  (if
   (i32.gt_u
    (local.get $1)
    (i32.const 100)
   )
   (then
    (loop $again10
     (br_if $again10
      (i32.gt_u
       (local.tee $1
        (i32.shr_u
         (local.get $1)
         (i32.const 1)
        )
       )
       (i32.const 100)
      )
     )
    )
   )
  )
  (loop $again13
   (br_if $again13
    (i32.lt_u
     (local.tee $1
      (i32.add
       (local.get $1)
       (i32.const 1)
      )
     )
     (i32.const 3)
    )
   )
  )
  (local.set $0
   (i32.const 0)
  )
  (loop $again16
   (block $break17
    (local.set $2
     (i32.const 0)
    )
    (loop $again19
     (block $continue18
      (br_if $break17
       (i32.eq
        (i32.mul
         (local.get $0)
         (local.get $2)
        )
        (i32.const 6)
       )
      )
      (br_if $continue18
       (i32.lt_u
        (local.get $0)
        (local.get $2)
       )
      )
      (local.set $1
       (i32.add
        (local.get $1)
        (i32.const 1)
       )
      )
      (br_if $again19
       (i32.lt_u
        (local.tee $2
         (i32.add
          (local.get $2)
          (i32.const 1)
         )
        )
        (i32.const 4)
       )
      )
     )
    )
    (br_if $again16
     (i32.lt_u
      (local.tee $0
       (i32.add
        (local.get $0)
        (i32.const 1)
       )
      )
      (i32.const 4)
     )
    )
   )
  )
  (local.get $1)
 )
 (func $control.choices (param $0 i32) (result i32)
  (local $1 i32)
  (local.set $0
   (block $end1 (result i32)
    (block $otherwise5
     (block $case4
      (block $case3
       (block $case2
        (br_table $case2 $case3 $case3 $case4 $otherwise5
         (local.get $0)
        )
       )
       (br $end1
        (i32.const 1)
       )
      )
      (br $end1
       (i32.const 2)
      )
     )
     (return
      (i32.const 9)
     )
    )
    (i32.const 7)
   )
  )
  (loop $again6
   (if
    (i32.ne
     (local.get $1)
     (i32.const 2)
    )
    (then
     (local.set $1
      (i32.add
       (local.get $1)
       (i32.const 1)
      )
     )
     (block $otherwise12
      (block $case11
       (if
        (i32.ne
         (local.get $0)
         (i32.const 1)
        )
        (then
         (br_if $case11
          (i32.eq
           (local.get $0)
           (i32.const 3)
          )
         )
         (br $otherwise12)
        )
       )
       (local.set $0
        (i32.add
         (local.get $0)
         (i32.const 2)
        )
       )
       (br $again6)
      )
      (return
       (i32.const 4)
      )
     )
     (return
      (local.get $0)
     )
    )
   )
  )
  (i32.const 8)
 )
 (func $control.forever (param $0 i32) (result i32)
  (local $1 i32)
  (local.set $0
   (i32.ne
    (local.get $0)
    (i32.const 0)
   )
  )
  (loop $again1
   (if
    (i32.ne
     (local.get $1)
     (i32.const 2)
    )
    (then
     (local.set $1
      (i32.add
       (local.get $1)
       (i32.const 1)
      )
     )
     (if
      (local.get $0)
      (then
       (return
        (i32.const 1)
       )
      )
      (else
       (local.set $0
        (i32.eqz
         (local.get $0)
        )
       )
       (br $again1)
      )
     )
    )
   )
  )
  (i32.const 2)
 )
 (func $control.scopes (param $0 i32) (result i32)
  (select
   (i32.const 3)
   (i32.const -3)
   (local.get $0)
  )
 )
)
