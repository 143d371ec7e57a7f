(module
 (type $0 (func (param i32 i32) (result i64)))
 (type $1 (func (param i64 i64) (result i64)))
 (type $2 (func (param f32 i32 i32) (result i64)))
 (type $3 (func (param i64) (result i64)))
 (type $4 (func (param i64)))
 (global $__data_end i32 (i32.const 104))
 (global $__heap_base i32 (i32.const 112))
 (global $PERIOD i64 (i64.const 1000000))
 (global $EPOCH i64 (i64.const -9223372036854775808))
 (global $LEAST i64 (i64.const -9223372036854775808))
 (memory $0 1)
 (data $0 (i32.const 32) "\05\00\00\00\00\00\00\00\fb\ff\ff\ff\ff\ff\ff\ff\00\f2\05*\01")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "PERIOD" (global $PERIOD))
 (export "EPOCH" (global $EPOCH))
 (export "LEAST" (global $LEAST))
 (export "product" (func $wide.product))
 (export "arithmetic" (func $wide.arithmetic))
 (export "conversions" (func $wide.conversions))
 (export "advance" (func $wide.advance))
 (export "mark" (func $wide.mark))
 (func $wide.product (param $0 i32) (param $1 i32) (result i64)
  (i64.mul
   (i64.extend_i32_s
    (local.get $0)
   )
   (i64.extend_i32_s
    (local.get $1)
   )
  )
 )
 (func $wide.arithmetic (param $0 i64) (param $1 i64) (result i64)
  (i64.add
   (i64.add
    (i64.add
     (i64.sub
      (i64.sub
       (i64.const 0)
       (i64.mul
        (local.get $0)
        (i64.add
         (local.get $0)
         (i64.const 5)
        )
       )
      )
      (i64.shl
       (local.get $0)
       (i64.const 3)
      )
     )
     (i64.div_s
      (i64.or
       (i64.or
        (i64.and
         (local.get $1)
         (i64.const 9223372036854775807)
        )
        (i64.shl
         (i64.const 1)
         (local.get $1)
        )
       )
       (i64.shr_u
        (local.get $1)
        (i64.const 7)
       )
      )
      (i64.const 10)
     )
    )
    (i64.shr_s
     (local.get $0)
     (i64.const 2)
    )
   )
   (select
    (i64.const 1)
    (i64.const -9223372036854775808)
    (i64.eqz
     (i64.rem_u
      (local.get $1)
      (i64.const 1000000)
     )
    )
   )
  )
 )
 (func $wide.conversions (param $0 f32) (param $1 i32) (param $2 i32) (result i64)
  (local $3 i64)
  (i64.add
   (i64.extend_i32_u
    (i32.gt_u
     (local.get $1)
     (i32.const 2)
    )
   )
   (i64.add
    (i64.trunc_sat_f32_u
     (f32.convert_i64_u
      (local.tee $3
       (i64.add
        (i64.trunc_sat_f32_u
         (local.get $0)
        )
        (i64.add
         (i64.extend_i32_s
          (local.get $2)
         )
         (i64.mul
          (i64.and
           (i64.extend_i32_s
            (local.get $1)
           )
           (i64.const 4294967295)
          )
          (i64.const 1000000)
         )
        )
       )
      )
     )
    )
    (i64.and
     (i64.extend_i32_s
      (i32.add
       (i32.wrap_i64
        (i64.shr_u
         (local.get $3)
         (i64.const 32)
        )
       )
       (i32.add
        (i32.wrap_i64
         (i64.trunc_sat_f32_s
          (local.get $0)
         )
        )
        (i32.and
         (i32.wrap_i64
          (local.get $3)
         )
         (i32.const 255)
        )
       )
      )
     )
     (i64.const 4294967295)
    )
   )
  )
 )
 (func $wide.advance (param $0 i64) (result i64)
  (i64.store
   (i32.const 96)
   (i64.add
    (local.get $0)
    (i64.load
     (i32.const 96)
    )
   )
  )
  (i64.store
   (i32.const 24)
   (i64.load
    (i32.const 96)
   )
  )
  (i64.store
   (i32.const 24)
   (i64.add
    (i64.load
     (i32.const 24)
    )
    (i64.const 1)
   )
  )
  (i64.load
   (i32.const 24)
  )
 )
 (func $wide.mark (param $0 i64)
  (if
   (i64.lt_u
    (local.get $0)
    (i64.const 4)
   )
   (then
    (i64.store offset=64
     (i32.shl
      (i32.wrap_i64
       (local.get $0)
      )
      (i32.const 3)
     )
     (i64.load offset=32
      (i32.shl
       (i32.rem_u
        (i32.wrap_i64
         (local.get $0)
        )
        (i32.const 3)
       )
       (i32.const 3)
      )
     )
    )
   )
  )
 )
)
