(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param f32) (result i32)))
 (global $__data_end i32 (i32.const 40))
 (global $__heap_base i32 (i32.const 48))
 (memory $0 1)
 (data $0 (i32.const 20) "\03")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "limit" (func $folding.limit))
 (export "add" (func $folding.add))
 (export "choose" (func $folding.choose))
 (func $folding.limit (param $0 i32) (result i32)
  (i32.store
   (i32.const 20)
   (local.get $0)
  )
  (i32.load
   (i32.const 20)
  )
 )
 (func $folding.add (param $0 f32) (result i32)
  (local $1 i32)
  (f32.store
   (local.tee $1
    (i32.add
     (i32.shl
      (i32.load
       (i32.const 16)
      )
      (i32.const 3)
     )
     (i32.const 32)
    )
   )
   (f32.add
    (f32.load
     (local.get $1)
    )
    (local.get $0)
   )
  )
  (if
   (i32.eqz
    (f32.gt
     (f32.load
      (local.get $1)
     )
     (f32.const 100)
    )
   )
   (then
    (i32.store offset=4
     (local.get $1)
     (i32.and
      (i32.add
       (i32.load offset=4
        (local.get $1)
       )
       (i32.const 1)
      )
      (i32.const 31)
     )
    )
   )
  )
  (i32.load offset=4
   (local.get $1)
  )
 )
 (func $folding.choose (param $0 i32) (result i32)
  (if (result i32)
   (local.get $0)
   (then
    (i32.const 0)
   )
   (else
    (i32.store
     (i32.const 16)
     (local.get $0)
    )
    (i32.const 1)
   )
  )
 )
)
