(module
 (type $0 (func (param i32 i32) (result i32)))
 (type $1 (func (param i32 i32 f32) (result f32)))
 (type $2 (func (param f32 i32) (result f32)))
 (type $3 (func (param f32 i32 i32) (result f32)))
 (type $4 (func (param f32 i32 i32) (result i32)))
 (global $__data_end i32 (i32.const 16))
 (global $__heap_base i32 (i32.const 16))
 (global $LIMIT i32 (i32.const 16))
 (global $HALF f32 (f32.const 0.5))
 (global $MASK i32 (i32.const -2147483393))
 (global $CIRCLE f32 (f32.const 6.2831854820251465))
 (global $ROOT f32 (f32.const 1.4142135381698608))
 (global $TYPED f32 (f32.const 8))
 (global $BYTE i32 (i32.const 255))
 (global $DEBUG i32 (i32.const 0))
 (global $RELEASE i32 (i32.const 1))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "LIMIT" (global $LIMIT))
 (export "HALF" (global $HALF))
 (export "MASK" (global $MASK))
 (export "CIRCLE" (global $CIRCLE))
 (export "ROOT" (global $ROOT))
 (export "TYPED" (global $TYPED))
 (export "BYTE" (global $BYTE))
 (export "DEBUG" (global $DEBUG))
 (export "RELEASE" (global $RELEASE))
 (export "arithmetic" (func $scalars.arithmetic))
 (export "bits" (func $scalars.bits))
 (export "conversions" (func $scalars.conversions))
 (export "maths" (func $scalars.maths))
 (export "comparisons" (func $scalars.comparisons))
 (export "storage" (func $scalars.storage))
 (func $scalars.arithmetic (param $0 i32) (param $1 i32) (param $2 f32) (result f32)
  (f32.add
   (f32.add
    (f32.add
     (f32.add
      (f32.mul
       (local.get $2)
       (f32.const 0.0625)
      )
      (f32.convert_i32_s
       (i32.add
        (local.get $0)
        (i32.const 16)
       )
      )
     )
     (f32.convert_i32_u
      (i32.shl
       (local.get $1)
       (i32.const 4)
      )
     )
    )
    (f32.mul
     (f32.convert_i32_u
      (i32.add
       (i32.rem_u
        (local.get $1)
        (i32.const 7)
       )
       (select
        (i32.const 1)
        (i32.const 2)
        (i32.lt_s
         (local.get $0)
         (i32.const 0)
        )
       )
      )
     )
     (f32.const 0.5)
    )
   )
   (f32.const -8)
  )
 )
 (func $scalars.bits (param $0 i32) (param $1 i32) (result i32)
  (i32.or
   (i32.popcnt
    (local.get $1)
   )
   (i32.or
    (i32.clz
     (local.get $1)
    )
    (i32.or
     (i32.xor
      (i32.add
       (i32.shr_s
        (local.get $0)
        (i32.const 3)
       )
       (i32.shr_u
        (local.get $1)
        (i32.const 3)
       )
      )
      (i32.or
       (i32.and
        (i32.rotl
         (i32.const -2)
         (local.get $1)
        )
        (local.get $1)
       )
       (i32.const -2147483393)
      )
     )
     (i32.const 16)
    )
   )
  )
 )
 (func $scalars.conversions (param $0 f32) (param $1 i32) (result f32)
  (local $2 i32)
  (f32.add
   (f32.add
    (f32.add
     (f32.add
      (f32.add
       (f32.reinterpret_i32
        (i32.and
         (i32.reinterpret_f32
          (local.get $0)
         )
         (i32.const 2147483647)
        )
       )
       (f32.convert_i32_s
        (i32.gt_u
         (local.get $1)
         (i32.const 2)
        )
       )
      )
      (f32.convert_i32_s
       (i32.add
        (i32.extend8_s
         (local.get $1)
        )
        (i32.extend16_s
         (local.get $1)
        )
       )
      )
     )
     (f32.convert_i32_u
      (i32.sub
       (i32.add
        (i32.and
         (local.get $1)
         (i32.const 255)
        )
        (select
         (i32.const 65535)
         (local.tee $2
          (i32.trunc_sat_f32_u
           (local.get $0)
          )
         )
         (i32.ge_u
          (local.get $2)
          (i32.const 65535)
         )
        )
       )
       (i32.const 1)
      )
     )
    )
    (f32.const 255)
   )
   (f32.convert_i32_u
    (local.get $1)
   )
  )
 )
 (func $scalars.maths (param $0 f32) (param $1 i32) (param $2 i32) (result f32)
  (local $3 f32)
  (f32.add
   (f32.add
    (f32.add
     (f32.add
      (f32.add
       (f32.floor
        (local.get $0)
       )
       (f32.ceil
        (local.get $0)
       )
      )
      (f32.trunc
       (local.get $0)
      )
     )
     (select
      (f32.add
       (local.tee $3
        (f32.ceil
         (local.get $0)
        )
       )
       (f32.const -1)
      )
      (local.get $3)
      (f32.lt
       (local.get $0)
       (f32.add
        (local.get $3)
        (f32.const -0.5)
       )
      )
     )
    )
    (f32.min
     (f32.min
      (f32.max
       (local.get $0)
       (f32.const 0)
      )
      (f32.const 1)
     )
     (f32.const 16)
    )
   )
   (f32.add
    (f32.add
     (f32.add
      (f32.sqrt
       (f32.abs
        (local.get $0)
       )
      )
      (f32.convert_i32_s
       (select
        (i32.sub
         (i32.const 0)
         (local.get $1)
        )
        (local.get $1)
        (i32.lt_s
         (local.get $1)
         (i32.const 0)
        )
       )
      )
     )
     (f32.convert_i32_u
      (select
       (i32.const 16)
       (local.get $2)
       (i32.ge_u
        (local.get $2)
        (i32.const 16)
       )
      )
     )
    )
    (f32.convert_i32_s
     (i32.mul
      (local.get $1)
      (i32.const 3)
     )
    )
   )
  )
 )
 (func $scalars.comparisons (param $0 f32) (param $1 i32) (param $2 i32) (result i32)
  (i32.or
   (i32.eq
    (local.tee $2
     (i32.ne
      (local.get $2)
      (i32.const 0)
     )
    )
    (i32.eqz
     (select
      (local.tee $1
       (i32.or
        (i32.eq
         (local.get $1)
         (i32.const -1)
        )
        (i32.lt_u
         (local.get $1)
         (i32.const 16)
        )
       )
      )
      (i32.const 1)
      (i32.and
       (i32.and
        (f32.eq
         (local.get $0)
         (local.get $0)
        )
        (f32.ne
         (local.get $0)
         (f32.const inf)
        )
       )
       (f32.gt
        (local.get $0)
        (f32.const -inf)
       )
      )
     )
    )
   )
   (i32.eqz
    (i32.and
     (local.get $1)
     (local.get $2)
    )
   )
  )
 )
 (func $scalars.storage (param $0 i32) (param $1 i32) (result i32)
  (select
   (i32.const 200)
   (i32.and
    (i32.add
     (i32.and
      (local.get $0)
      (i32.const 255)
     )
     (i32.const 200)
    )
    (i32.const 255)
   )
   (i32.le_s
    (i32.extend16_s
     (local.get $1)
    )
    (i32.const -3)
   )
  )
 )
)
