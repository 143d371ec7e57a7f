(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param i32 i32) (result i32 i32)))
 (type $2 (func (param f32) (result i32 f32 i32)))
 (type $3 (func (param i32) (result i32 i32)))
 (type $4 (func (param i32 i32) (result i32)))
 (type $5 (func (result i32 i32)))
 (global $__data_end i32 (i32.const 49))
 (global $__heap_base i32 (i32.const 64))
 (memory $0 1)
 (data $0 (i32.const 16) "\02\00\00\00\03\00\00\00\05\00\00\00\07\00\00\00\0b\00\00\00\r\00\00\00\11\00\00\00\13")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "divide" (func $tuples.divide))
 (export "after" (func $tuples.after))
 (export "split" (func $tuples.split))
 (export "halves" (func $tuples.halves))
 (export "remainder" (func $tuples.remainder))
 (export "swap" (func $tuples.swap))
 (export "digitSum" (func $tuples.digitSum))
 (func $tuples.divide (param $0 i32) (param $1 i32) (result i32 i32)
  (tuple.make 2
   (if (result i32)
    (local.tee $1
     (select
      (i32.const 1)
      (local.get $1)
      (i32.le_u
       (local.get $1)
       (i32.const 1)
      )
     )
    )
    (then
     (i32.div_u
      (local.get $0)
      (local.get $1)
     )
    )
    (else
     (i32.const 0)
    )
   )
   (if (result i32)
    (local.get $1)
    (then
     (i32.rem_u
      (local.get $0)
      (local.get $1)
     )
    )
    (else
     (i32.const 0)
    )
   )
  )
 )
 (func $tuples.after (param $0 i32) (result i32)
  (local $1 i32)
  (local $2 (tuple i32 i32))
  (if (result i32)
   (select
    (i32.lt_u
     (local.tee $0
      (tuple.extract 2 0
       (local.tee $2
        (block $__inlined_func$tuples.find (type $5) (result i32 i32)
         (loop $again1
          (tuple.drop 2
           (br_if $__inlined_func$tuples.find
            (tuple.make 2
             (local.get $1)
             (i32.const 1)
            )
            (i32.eq
             (local.get $0)
             (i32.load offset=16
              (i32.shl
               (local.get $1)
               (i32.const 2)
              )
             )
            )
           )
          )
          (br_if $again1
           (i32.lt_u
            (local.tee $1
             (i32.add
              (local.get $1)
              (i32.const 1)
             )
            )
            (i32.const 8)
           )
          )
         )
         (tuple.make 2
          (i32.const 0)
          (i32.const 0)
         )
        )
       )
      )
     )
     (i32.const 7)
    )
    (i32.const 0)
    (tuple.extract 2 1
     (local.get $2)
    )
   )
   (then
    (i32.load offset=4
     (i32.add
      (i32.shl
       (local.get $0)
       (i32.const 2)
      )
      (i32.const 16)
     )
    )
   )
   (else
    (i32.const 0)
   )
  )
 )
 (func $tuples.split (param $0 f32) (result i32 f32 i32)
  (local $1 f32)
  (tuple.make 3
   (i32.trunc_sat_f32_s
    (local.tee $1
     (f32.floor
      (local.get $0)
     )
    )
   )
   (f32.sub
    (local.get $0)
    (local.get $1)
   )
   (f32.lt
    (local.get $0)
    (f32.const 0)
   )
  )
 )
 (func $tuples.halves (param $0 i32) (result i32 i32)
  (local $1 (tuple i32 i32))
  (tuple.make 2
   (tuple.extract 2 0
    (local.tee $1
     (call $tuples.divide
      (local.get $0)
      (i32.const 2)
     )
    )
   )
   (tuple.extract 2 1
    (local.get $1)
   )
  )
 )
 (func $tuples.remainder (param $0 i32) (param $1 i32) (result i32)
  (tuple.extract 2 1
   (call $tuples.divide
    (local.get $0)
    (local.get $1)
   )
  )
 )
 (func $tuples.swap (param $0 i32) (result i32)
  (i32.store8
   (i32.const 48)
   (local.get $0)
  )
  (i32.or
   (i32.and
    (i32.shr_u
     (local.get $0)
     (i32.const 8)
    )
    (i32.const 255)
   )
   (i32.shl
    (i32.load8_u
     (i32.const 48)
    )
    (i32.const 8)
   )
  )
 )
 (func $tuples.digitSum (param $0 i32) (result i32)
  (local $1 (tuple i32 i32))
  (local $2 i32)
  (local $3 i32)
  (local.set $0
   (tuple.extract 2 0
    (local.tee $1
     (call $tuples.divide
      (local.get $0)
      (i32.const 10)
     )
    )
   )
  )
  (local.set $2
   (tuple.extract 2 1
    (local.get $1)
   )
  )
  (block $break2
   (br_if $break2
    (i32.eqz
     (local.get $0)
    )
   )
   (loop $again1
    (br_if $break2
     (i32.eq
      (local.get $3)
      (i32.const 9)
     )
    )
    (local.set $3
     (i32.add
      (local.get $3)
      (i32.const 1)
     )
    )
    (local.set $0
     (tuple.extract 2 0
      (local.tee $1
       (call $tuples.divide
        (local.get $0)
        (i32.const 10)
       )
      )
     )
    )
    (local.set $2
     (i32.add
      (local.get $2)
      (tuple.extract 2 1
       (local.get $1)
      )
     )
    )
    (br_if $again1
     (local.get $0)
    )
   )
  )
  (local.get $2)
 )
)
