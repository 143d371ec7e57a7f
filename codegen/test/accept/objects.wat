(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param f32) (result f32)))
 (type $2 (func (result i32)))
 (global $__data_end i32 (i32.const 49))
 (global $__heap_base i32 (i32.const 64))
 (memory $0 1)
 (data $0 (i32.const 48) "\01")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "mask" (func $objects.mask))
 (export "scale" (func $objects.scale))
 (export "toggle" (func $objects.toggle))
 (func $objects.mask (param $0 i32) (result i32)
  (block $otherwise4
   (block $case3
    (if
     (i32.ne
      (local.get $0)
      (i32.const 25)
     )
     (then
      (br_if $case3
       (i32.eqz
        (local.get $0)
       )
      )
      (br $otherwise4)
     )
    )
    (return
     (i32.const 33554432)
    )
   )
   (return
    (i32.const 2)
   )
  )
  (select
   (i32.const -1)
   (i32.const 255)
   (i32.gt_u
    (local.get $0)
    (i32.const 14)
   )
  )
 )
 (func $objects.scale (param $0 f32) (result f32)
  (f32.add
   (f32.add
    (f32.mul
     (local.get $0)
     (f32.const 0.5)
    )
    (f32.const 14)
   )
   (f32.const -3)
  )
 )
 (func $objects.toggle (result i32)
  (i32.store8
   (i32.const 48)
   (i32.ne
    (i32.load8_u
     (i32.const 48)
    )
    (i32.const 1)
   )
  )
  (i32.store
   (i32.const 44)
   (i32.eq
    (i32.load8_u
     (i32.const 48)
    )
    (i32.const 1)
   )
  )
  (i32.eq
   (i32.load
    (i32.const 44)
   )
   (i32.const 1)
  )
 )
)
