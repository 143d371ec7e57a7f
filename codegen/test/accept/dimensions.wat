(module
 (type $0 (func (param i32 i32) (result f32)))
 (type $1 (func (param i32 f32) (result f32)))
 (type $2 (func (param i32 i32) (result i32)))
 (type $3 (func (result i32)))
 (global $__data_end i32 (i32.const 240))
 (global $__heap_base i32 (i32.const 240))
 (memory $0 1)
 (data $0 (i32.const 146) "\80?")
 (data $0.1 (i32.const 162) "\80?")
 (data $0.2 (i32.const 178) "\80?")
 (data $0.3 (i32.const 194) "\80?")
 (data $0.4 (i32.const 210) "\80?")
 (data $0.5 (i32.const 226) "\80?")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "paint" (func $dimensions.paint))
 (export "count" (func $dimensions.count))
 (export "pixels" (func $dimensions.pixels))
 (func $dimensions.sum (param $0 i32) (param $1 i32) (result f32)
  (local $2 f32)
  (local $3 i32)
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
  (local.get $2)
 )
 (func $dimensions.paint (param $0 i32) (param $1 f32) (result f32)
  (local $2 i32)
  (local $3 i32)
  (local.set $2
   (i32.add
    (i32.mul
     (i32.and
      (local.get $0)
      (i32.const 3)
     )
     (i32.const 24)
    )
    (i32.const 16)
   )
  )
  (loop $again1
   (f32.store
    (i32.add
     (i32.shl
      (local.get $3)
      (i32.const 2)
     )
     (local.get $2)
    )
    (local.get $1)
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $3
      (i32.add
       (local.get $3)
       (i32.const 1)
      )
     )
     (i32.const 6)
    )
   )
  )
  (f32.store
   (local.get $2)
   (call $dimensions.sum
    (i32.add
     (local.get $2)
     (i32.const 4)
    )
    (i32.const 2)
   )
  )
  (f32.store offset=16
   (local.tee $0
    (i32.shl
     (i32.rem_u
      (local.get $0)
      (i32.const 6)
     )
     (i32.const 2)
    )
   )
   (f32.add
    (f32.load offset=16
     (local.get $0)
    )
    (f32.const 1)
   )
  )
  (local.set $1
   (f32.const 0)
  )
  (local.set $0
   (i32.const 0)
  )
  (loop $again10
   (local.set $1
    (f32.add
     (local.get $1)
     (call $dimensions.sum
      (i32.add
       (i32.mul
        (local.get $0)
        (i32.const 24)
       )
       (i32.const 16)
      )
      (i32.const 6)
     )
    )
   )
   (br_if $again10
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
  (f32.add
   (local.get $1)
   (block (result f32)
    (local.set $1
     (f32.const 0)
    )
    (local.set $0
     (i32.const 0)
    )
    (loop $again11
     (local.set $1
      (f32.add
       (local.get $1)
       (f32.load offset=4
        (i32.add
         (i32.mul
          (local.get $0)
          (i32.const 24)
         )
         (i32.const 16)
        )
       )
      )
     )
     (br_if $again11
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
    (local.get $1)
   )
  )
 )
 (func $dimensions.count (param $0 i32) (param $1 i32) (result i32)
  (local $2 i32)
  (local $3 i32)
  (i32.store16 offset=4
   (i32.add
    (i32.add
     (local.tee $3
      (i32.add
       (i32.add
        (i32.shl
         (local.tee $0
          (i32.rem_u
           (local.get $0)
           (i32.const 3)
          )
         )
         (i32.const 5)
        )
        (i32.shl
         (local.tee $2
          (i32.and
           (local.get $1)
           (i32.const 1)
          )
         )
         (i32.const 4)
        )
       )
       (i32.const 144)
      )
     )
     (i32.mul
      (local.get $2)
      (i32.const 6)
     )
    )
    (i32.shl
     (local.get $0)
     (i32.const 1)
    )
   )
   (i32.const 7)
  )
  (f32.store
   (local.get $3)
   (f32.const 2)
  )
  (i32.store8 offset=112
   (i32.add
    (i32.add
     (i32.mul
      (local.get $2)
      (i32.const 12)
     )
     (i32.shl
      (local.get $0)
      (i32.const 2)
     )
    )
    (i32.and
     (local.get $1)
     (i32.const 3)
    )
   )
   (i32.const 9)
  )
  (local.set $0
   (i32.const 48)
  )
  (local.set $1
   (i32.const 0)
  )
  (loop $again1
   (local.set $2
    (i32.const 0)
   )
   (loop $again4
    (local.set $0
     (i32.add
      (i32.load8_u
       (i32.add
        (local.get $2)
        (i32.add
         (i32.shl
          (local.get $1)
          (i32.const 2)
         )
         (i32.const 124)
        )
       )
      )
      (local.get $0)
     )
    )
    (br_if $again4
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
   (br_if $again1
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
  (i32.add
   (i32.load16_u
    (i32.const 238)
   )
   (local.get $0)
  )
 )
 (func $dimensions.pixels (result i32)
  (i32.const 16)
 )
)
