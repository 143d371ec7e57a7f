(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param f32 f32) (result f32)))
 (type $2 (func (result i32)))
 (global $__data_end i32 (i32.const 36))
 (global $__heap_base i32 (i32.const 48))
 (global $ROOT f32 (f32.const 1.4142135381698608))
 (memory $0 1)
 (data $0 (i32.const 17) "\08\04\0c\02\n\06\0e\01\t\05\r\03\0b\07\0f")
 (data $1 (i32.const 32) "x")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "ROOT" (global $ROOT))
 (export "reversed" (func $evaluation.reversed))
 (export "diagonal" (func $evaluation.diagonal))
 (export "add" (func $evaluation.add))
 (func $evaluation.reversed (param $0 i32) (result i32)
  (i32.or
   (i32.load8_u offset=16
    (i32.shr_u
     (local.tee $0
      (i32.and
       (local.get $0)
       (i32.const 255)
      )
     )
     (i32.const 4)
    )
   )
   (i32.shl
    (i32.load8_u offset=16
     (i32.and
      (local.get $0)
      (i32.const 15)
     )
    )
    (i32.const 4)
   )
  )
 )
 (func $evaluation.diagonal (param $0 f32) (param $1 f32) (result f32)
  (f32.mul
   (f32.add
    (local.get $0)
    (local.get $1)
   )
   (f32.const 0.7071067690849304)
  )
 )
 (func $evaluation.add (result i32)
  (i32.store
   (i32.const 32)
   (i32.add
    (i32.load
     (i32.const 32)
    )
    (i32.const 120)
   )
  )
  (i32.load
   (i32.const 32)
  )
 )
)
