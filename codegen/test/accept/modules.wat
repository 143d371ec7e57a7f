(module
 (type $0 (func (param i32) (result f32)))
 (type $1 (func (param i32 f32)))
 (type $2 (func (result f32)))
 (type $3 (func (param i32 i32) (result i32)))
 (global $__data_end i32 (i32.const 40))
 (global $__heap_base i32 (i32.const 48))
 (global $sides i32 (i32.const 4))
 (memory $0 1)
 (data $0 (i32.const 34) "\80?\00\00\00@")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "grow_by" (func $modules/shapes.grow))
 (export "box_area" (func $modules/shapes.area))
 (export "sides" (global $sides))
 (export "double_size" (func $modules.twice))
 (export "corner_count" (func $modules.corners))
 (func $modules/shapes.area (param $0 i32) (result f32)
  (f32.mul
   (f32.load
    (local.get $0)
   )
   (f32.load offset=4
    (local.get $0)
   )
  )
 )
 (func $modules/shapes.grow (param $0 i32) (param $1 f32)
  (f32.store
   (local.get $0)
   (f32.add
    (f32.load
     (local.get $0)
    )
    (local.get $1)
   )
  )
 )
 (func $modules.twice (result f32)
  (call $modules/shapes.grow
   (i32.const 32)
   (f32.load
    (i32.const 32)
   )
  )
  (f32.store
   (i32.const 16)
   (f32.add
    (f32.load
     (i32.const 16)
    )
    (f32.const 1)
   )
  )
  (f32.add
   (call $modules/shapes.area
    (i32.const 32)
   )
   (f32.load
    (i32.const 16)
   )
  )
 )
 (func $modules.corners (param $0 i32) (param $1 i32) (result i32)
  (local $2 i32)
  (select
   (i32.const 4)
   (local.tee $0
    (select
     (local.get $1)
     (local.tee $0
      (i32.shr_u
       (select
        (i32.sub
         (local.tee $2
          (i32.shl
           (memory.size)
           (i32.const 16)
          )
         )
         (local.get $0)
        )
        (i32.const 0)
        (i32.lt_u
         (local.get $0)
         (local.get $2)
        )
       )
       (i32.const 2)
      )
     )
     (i32.gt_u
      (local.get $0)
      (local.get $1)
     )
    )
   )
   (i32.ge_u
    (local.get $0)
    (i32.const 4)
   )
  )
 )
)
