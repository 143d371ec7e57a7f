(module
 (type $0 (func (param i32 i32) (result i32)))
 (type $1 (func (param i32) (result f32)))
 (type $2 (func (param i32 i32 i32) (result i32)))
 (type $3 (func (param i32 i32) (result f32)))
 (global $__data_end i32 (i32.const 116))
 (global $__heap_base i32 (i32.const 128))
 (memory $0 1)
 (data $0 (i32.const 83) "?\00\00\c0\bf\00\00\00@o\12\83:\18\r\8fM\00\00\80\be\cd\cc\cc=\00\00\e0@")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "payloadSum" (func $slices.payloadSum))
 (export "windows" (func $slices.windows))
 (export "countBelow" (func $slices.countBelow))
 (export "ends" (func $slices.ends))
 (func $slices.payloadSum (param $0 i32) (param $1 i32) (result i32)
  (local $2 i32)
  (local $3 i32)
  (local.set $0
   (i32.add
    (i32.mul
     (i32.rem_u
      (local.get $0)
      (i32.const 3)
     )
     (i32.const 20)
    )
    (i32.const 16)
   )
  )
  (loop $again1
   (i32.store8
    (i32.add
     (local.get $0)
     (local.get $2)
    )
    (i32.and
     (i32.add
      (i32.mul
       (local.tee $3
        (i32.add
         (local.get $1)
         (local.get $2)
        )
       )
       (i32.const 31)
      )
      (i32.shr_u
       (local.get $3)
       (i32.const 3)
      )
     )
     (i32.const 127)
    )
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $2
      (i32.add
       (local.get $2)
       (i32.const 1)
      )
     )
     (i32.const 16)
    )
   )
  )
  (i32.store offset=16
   (local.get $0)
   (i32.const 16)
  )
  (i32.add
   (local.tee $1
    (i32.sub
     (i32.load offset=16
      (local.get $0)
     )
     (i32.const 4)
    )
   )
   (i32.add
    (call $slices.sum
     (i32.add
      (local.get $0)
      (i32.const 4)
     )
     (local.get $1)
    )
    (i32.mul
     (call $slices.sum
      (local.get $0)
      (i32.const 4)
     )
     (i32.const 1000)
    )
   )
  )
 )
 (func $slices.windows (param $0 i32) (result f32)
  (f32.add
   (f32.add
    (call $slices.mean
     (i32.add
      (i32.shl
       (local.tee $0
        (i32.and
         (local.get $0)
         (i32.const 3)
        )
       )
       (i32.const 2)
      )
      (i32.const 80)
     )
     (i32.sub
      (i32.add
       (local.get $0)
       (i32.const 3)
      )
      (local.get $0)
     )
    )
    (f32.mul
     (call $slices.mean
      (i32.add
       (i32.shl
        (local.get $0)
        (i32.const 2)
       )
       (i32.const 80)
      )
      (i32.sub
       (i32.const 8)
       (local.get $0)
      )
     )
     (f32.const 10)
    )
   )
   (block (result f32)
    (i32.store
     (i32.const 112)
     (i32.and
      (i32.add
       (i32.load
        (i32.const 112)
       )
       (i32.const 1)
      )
      (i32.const 7)
     )
    )
    (f32.mul
     (call $slices.mean
      (i32.add
       (i32.shl
        (local.tee $0
         (i32.load
          (i32.const 112)
         )
        )
        (i32.const 2)
       )
       (i32.const 80)
      )
      (i32.sub
       (i32.const 8)
       (local.get $0)
      )
     )
     (f32.const 100)
    )
   )
  )
 )
 (func $slices.countBelow (param $0 i32) (param $1 i32) (param $2 i32) (result i32)
  (local $3 i32)
  (local $4 i32)
  (if
   (local.tee $1
    (i32.rem_u
     (local.get $1)
     (i32.const 17)
    )
   )
   (then
    (local.set $2
     (i32.and
      (local.get $2)
      (i32.const 255)
     )
    )
    (local.set $0
     (i32.add
      (i32.mul
       (i32.rem_u
        (local.get $0)
        (i32.const 3)
       )
       (i32.const 20)
      )
      (i32.const 16)
     )
    )
    (loop $again1
     (local.set $3
      (select
       (i32.add
        (local.get $3)
        (i32.const 1)
       )
       (local.get $3)
       (i32.lt_u
        (i32.load8_u
         (i32.add
          (local.get $0)
          (local.get $4)
         )
        )
        (local.get $2)
       )
      )
     )
     (br_if $again1
      (i32.gt_u
       (local.get $1)
       (local.tee $4
        (i32.add
         (local.get $4)
         (i32.const 1)
        )
       )
      )
     )
    )
   )
  )
  (local.get $3)
 )
 (func $slices.sum (param $0 i32) (param $1 i32) (result i32)
  (local $2 i32)
  (local $3 i32)
  (if
   (local.get $1)
   (then
    (loop $again1
     (local.set $3
      (i32.add
       (i32.load8_u
        (i32.add
         (local.get $0)
         (local.get $2)
        )
       )
       (local.get $3)
      )
     )
     (br_if $again1
      (i32.gt_u
       (local.get $1)
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
  (local.get $3)
 )
 (func $slices.mean (param $0 i32) (param $1 i32) (result f32)
  (local $2 f32)
  (local $3 i32)
  (if
   (i32.eqz
    (local.get $1)
   )
   (then
    (return
     (f32.const 0)
    )
   )
  )
  (if
   (local.get $1)
   (then
    (loop $again1
     (local.set $2
      (f32.add
       (local.get $2)
       (f32.load
        (i32.add
         (i32.shl
          (local.get $3)
          (i32.const 2)
         )
         (local.get $0)
        )
       )
      )
     )
     (br_if $again1
      (i32.gt_u
       (local.get $1)
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
  (f32.div
   (local.get $2)
   (f32.convert_i32_u
    (local.get $1)
   )
  )
 )
 (func $slices.ends (param $0 i32) (result f32)
  (if (result f32)
   (local.get $0)
   (then
    (f32.add
     (f32.load
      (i32.const 80)
     )
     (f32.const 2)
    )
   )
   (else
    (f32.load
     (i32.const 108)
    )
   )
  )
 )
)
