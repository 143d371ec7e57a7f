(module
 (type $0 (func (param i32 i32 i32) (result i32)))
 (type $1 (func (param i32 i32) (result i32)))
 (type $2 (func (param f32 i32) (result i32)))
 (global $__data_end i32 (i32.const 32))
 (global $__heap_base i32 (i32.const 32))
 (memory $0 1)
 (data $0 (i32.const 20) "\07")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "delete_" (func $names.delete_))
 (export "main" (func $names.main))
 (export "saturate" (func $names.saturate))
 (func $names.delete_ (param $0 i32) (param $1 i32) (param $2 i32) (result i32)
  (i32.store
   (i32.const 16)
   (select
    (local.get $1)
    (i32.const -3)
    (local.get $2)
   )
  )
  (i32.store
   (i32.const 20)
   (i32.add
    (i32.load
     (i32.const 20)
    )
    (i32.rem_u
     (local.get $0)
     (i32.const 5)
    )
   )
  )
  (i32.store
   (i32.const 28)
   (i32.load
    (i32.const 20)
   )
  )
  (i32.add
   (i32.load
    (i32.const 16)
   )
   (i32.load
    (i32.const 28)
   )
  )
 )
 (func $names.main (param $0 i32) (param $1 i32) (result i32)
  (i32.add
   (i32.add
    (local.get $1)
    (i32.const 1)
   )
   (i32.and
    (i32.add
     (local.get $0)
     (i32.const 3)
    )
    (i32.const 3)
   )
  )
 )
 (func $names.saturate (param $0 f32) (param $1 i32) (result i32)
  (i32.add
   (local.get $1)
   (f32.gt
    (f32.add
     (local.get $0)
     (local.get $0)
    )
    (f32.const 1)
   )
  )
 )
)
