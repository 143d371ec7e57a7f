(module
 (type $0 (func (param f32)))
 (type $1 (func (param i32)))
 (type $2 (func (param i32) (result f32)))
 (type $3 (func (result i32)))
 (global $__data_end i32 (i32.const 100))
 (global $__heap_base i32 (i32.const 112))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "push" (func $below.push))
 (export "seek" (func $below.seek))
 (export "levelAt" (func $below.levelAt))
 (export "current" (func $below.current))
 (func $below.push (param $0 f32)
  (local $1 i32)
  (f32.store offset=32
   (i32.shl
    (local.tee $1
     (i32.load
      (i32.const 16)
     )
    )
    (i32.const 2)
   )
   (local.get $0)
  )
  (if
   (f32.lt
    (f32.load offset=32
     (i32.shl
      (i32.load
       (i32.const 96)
      )
      (i32.const 2)
     )
    )
    (local.get $0)
   )
   (then
    (i32.store
     (i32.const 96)
     (local.get $1)
    )
   )
  )
  (i32.store
   (i32.const 16)
   (select
    (i32.add
     (local.tee $1
      (i32.load
       (i32.const 16)
      )
     )
     (i32.const 1)
    )
    (i32.const 0)
    (i32.lt_u
     (i32.add
      (local.get $1)
      (i32.const 1)
     )
     (i32.const 16)
    )
   )
  )
  (if
   (i32.eqz
    (i32.load
     (i32.const 16)
    )
   )
   (then
    (i32.store
     (i32.const 20)
     (i32.add
      (i32.load
       (i32.const 20)
      )
      (i32.const 1)
     )
    )
   )
  )
 )
 (func $below.seek (param $0 i32)
  (i32.store
   (i32.const 16)
   (i32.and
    (local.get $0)
    (i32.const 15)
   )
  )
  (i32.store
   (i32.const 20)
   (i32.shr_u
    (local.get $0)
    (i32.const 4)
   )
  )
 )
 (func $below.levelAt (param $0 i32) (result f32)
  (if
   (i32.ge_u
    (local.get $0)
    (i32.const 16)
   )
   (then
    (return
     (f32.const 0)
    )
   )
  )
  (f32.sub
   (f32.load offset=32
    (i32.shl
     (local.get $0)
     (i32.const 2)
    )
   )
   (f32.load offset=32
    (i32.shl
     (i32.load
      (i32.const 96)
     )
     (i32.const 2)
    )
   )
  )
 )
 (func $below.current (result i32)
  (i32.load
   (i32.const 24)
  )
 )
)
