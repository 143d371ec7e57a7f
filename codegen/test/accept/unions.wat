(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param i32) (result f32)))
 (type $2 (func (param i32 i32 i32)))
 (type $3 (func (param i32 f32)))
 (type $4 (func (param i32)))
 (type $5 (func (result f32)))
 (global $__data_end i32 (i32.const 180))
 (global $__heap_base i32 (i32.const 192))
 (memory $0 1)
 (data $0 (i32.const 128) "\02\00\00\00\00\00\80?")
 (data $0.1 (i32.const 152) "\01")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "press" (func $unions.press))
 (export "move" (func $unions.move))
 (export "clear" (func $unions.clear))
 (export "weight" (func $unions.weight))
 (export "isFirm" (func $unions.isFirm))
 (export "kindOf" (func $unions.kindOf))
 (export "initial" (func $unions.initial))
 (func $unions.append (param $0 i32) (result i32)
  (local $1 i32)
  (i32.store offset=16
   (i32.mul
    (local.tee $1
     (i32.and
      (i32.load
       (i32.const 176)
      )
      (i32.const 3)
     )
    )
    (i32.const 28)
   )
   (local.get $0)
  )
  (i32.store
   (i32.const 176)
   (i32.add
    (i32.load
     (i32.const 176)
    )
    (i32.const 1)
   )
  )
  (local.get $1)
 )
 (func $unions.press (param $0 i32) (param $1 i32) (param $2 i32)
  (local $3 i32)
  (i32.store8
   (local.tee $0
    (i32.add
     (local.tee $3
      (i32.add
       (i32.mul
        (call $unions.append
         (local.get $0)
        )
        (i32.const 28)
       )
       (i32.const 16)
      )
     )
     (i32.const 4)
    )
   )
   (i32.const 1)
  )
  (i32.store offset=4 align=1
   (local.get $0)
   (i32.const 0)
  )
  (i32.store offset=8 align=1
   (local.get $0)
   (i32.const 0)
  )
  (i32.store offset=4
   (local.tee $0
    (i32.add
     (local.get $3)
     (i32.const 4)
    )
   )
   (local.get $1)
  )
  (i32.store offset=8
   (local.get $0)
   (local.get $2)
  )
 )
 (func $unions.move (param $0 i32) (param $1 f32)
  (local $2 i32)
  (local $3 i32)
  (i32.store8
   (local.tee $0
    (i32.add
     (local.tee $2
      (i32.add
       (i32.mul
        (call $unions.append
         (local.get $0)
        )
        (i32.const 28)
       )
       (i32.const 16)
      )
     )
     (i32.const 4)
    )
   )
   (i32.const 2)
  )
  (i32.store offset=4 align=1
   (local.get $0)
   (i32.const 1065353216)
  )
  (i32.store offset=8 align=1
   (local.get $0)
   (i32.const 0)
  )
  (i32.store offset=12 align=1
   (local.get $0)
   (i32.const 0)
  )
  (i32.store offset=16 align=1
   (local.get $0)
   (i32.const 0)
  )
  (i32.store offset=20 align=1
   (local.get $0)
   (i32.const 0)
  )
  (f32.store offset=4
   (local.tee $3
    (i32.add
     (local.get $2)
     (i32.const 4)
    )
   )
   (local.get $1)
  )
  (local.set $0
   (i32.const 0)
  )
  (loop $again1
   (local.set $2
    (i32.add
     (local.get $3)
     (i32.const 4)
    )
   )
   (if
    (i32.lt_u
     (local.get $0)
     (i32.const 6)
    )
    (then
     (i32.store16 offset=8
      (i32.add
       (i32.shl
        (local.get $0)
        (i32.const 1)
       )
       (local.get $2)
      )
      (i32.const 3)
     )
    )
   )
   (i32.store offset=4
    (local.get $2)
    (i32.add
     (i32.load offset=4
      (local.get $2)
     )
     (i32.const 1)
    )
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $0
      (i32.add
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 6)
    )
   )
  )
 )
 (func $unions.clear (param $0 i32)
  (i32.store8
   (local.tee $0
    (i32.add
     (i32.mul
      (i32.and
       (local.get $0)
       (i32.const 3)
      )
      (i32.const 28)
     )
     (i32.const 20)
    )
   )
   (i32.const 0)
  )
  (i32.store8 offset=4
   (local.get $0)
   (i32.const 0)
  )
 )
 (func $unions.weigh (param $0 i32) (result f32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (block $otherwise4
   (block $case3
    (if
     (i32.ne
      (local.tee $1
       (i32.load8_u
        (local.get $0)
       )
      )
      (i32.const 1)
     )
     (then
      (br_if $case3
       (i32.eq
        (local.get $1)
        (i32.const 2)
       )
      )
      (br $otherwise4)
     )
    )
    (return
     (f32.convert_i32_s
      (i32.add
       (i32.load offset=4
        (local.get $0)
       )
       (i32.load offset=8
        (local.get $0)
       )
      )
     )
    )
   )
   (return
    (f32.mul
     (f32.load offset=4
      (local.get $0)
     )
     (block (result f32)
      (local.set $1
       (i32.const 0)
      )
      (if
       (local.tee $2
        (select
         (i32.const 6)
         (local.tee $2
          (i32.load offset=8
           (local.get $0)
          )
         )
         (i32.ge_u
          (local.get $2)
          (i32.const 6)
         )
        )
       )
       (then
        (local.set $0
         (i32.add
          (local.get $0)
          (i32.const 12)
         )
        )
        (loop $again1
         (local.set $1
          (i32.add
           (i32.load16_s
            (i32.add
             (i32.shl
              (local.get $3)
              (i32.const 1)
             )
             (local.get $0)
            )
           )
           (local.get $1)
          )
         )
         (br_if $again1
          (i32.gt_u
           (local.get $2)
           (local.tee $3
            (i32.add
             (local.get $3)
             (i32.const 1)
            )
           )
          )
         )
        )
       )
      )
      (f32.convert_i32_s
       (local.get $1)
      )
     )
    )
   )
  )
  (f32.const 0)
 )
 (func $unions.weight (param $0 i32) (result f32)
  (call $unions.weigh
   (i32.add
    (i32.mul
     (i32.and
      (local.get $0)
      (i32.const 3)
     )
     (i32.const 28)
    )
    (i32.const 20)
   )
  )
 )
 (func $unions.isFirm (param $0 i32) (result i32)
  (if
   (i32.eqz
    (i32.load8_u
     (local.tee $0
      (i32.add
       (i32.mul
        (i32.and
         (local.get $0)
         (i32.const 3)
        )
        (i32.const 28)
       )
       (i32.const 20)
      )
     )
    )
   )
   (then
    (return
     (i32.const 0)
    )
   )
  )
  (if (result i32)
   (if (result i32)
    (i32.eq
     (i32.load8_u
      (local.get $0)
     )
     (i32.const 2)
    )
    (then
     (f32.gt
      (f32.load offset=4
       (local.get $0)
      )
      (f32.const 1)
     )
    )
    (else
     (i32.const 0)
    )
   )
   (then
    (i32.const 1)
   )
   (else
    (if (result i32)
     (i32.eq
      (i32.load8_u
       (local.get $0)
      )
      (i32.const 1)
     )
     (then
      (i32.ne
       (i32.load offset=8
        (local.get $0)
       )
       (i32.const 0)
      )
     )
     (else
      (i32.const 0)
     )
    )
   )
  )
 )
 (func $unions.kindOf (param $0 i32) (result i32)
  (i32.load8_u offset=20
   (i32.mul
    (i32.and
     (local.get $0)
     (i32.const 3)
    )
    (i32.const 28)
   )
  )
 )
 (func $unions.initial (result f32)
  (f32.add
   (call $unions.weigh
    (i32.const 128)
   )
   (if (result f32)
    (i32.eq
     (i32.load8_u
      (i32.const 152)
     )
     (i32.const 1)
    )
    (then
     (f32.add
      (call $unions.weigh
       (i32.const 152)
      )
      (f32.convert_i32_s
       (i32.load
        (i32.const 160)
       )
      )
     )
    )
    (else
     (f32.const 0)
    )
   )
  )
 )
)
