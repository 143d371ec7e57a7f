(module
 (type $0 (func (result i32)))
 (type $1 (func (param i32)))
 (type $2 (func (param i32 i32) (result i32)))
 (type $3 (func))
 (import "externs" "receive" (func $externs.receive (result i32)))
 (import "externs" "send" (func $externs.send (param i32)))
 (import "externs" "fill" (func $externs.fill (param i32 i32) (result i32)))
 (global $__data_end i32 (i32.const 24))
 (global $__heap_base i32 (i32.const 32))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "receive" (func $externs.receive))
 (export "send" (func $externs.send))
 (export "echo" (func $externs.echo))
 (export "receiveWord" (func $externs.receiveWord))
 (export "refill" (func $externs.refill))
 (func $externs.echo
  (local $0 i32)
  (if
   (i32.lt_s
    (local.tee $0
     (call $externs.receive)
    )
    (i32.const 0)
   )
   (then
    (return)
   )
  )
  (i32.store
   (i32.const 20)
   (i32.add
    (i32.load
     (i32.const 20)
    )
    (i32.const 1)
   )
  )
  (call $externs.send
   (local.get $0)
  )
 )
 (func $externs.receiveWord (result i32)
  (local $0 i32)
  (local.set $0
   (i32.shl
    (call $externs.receive)
    (i32.const 8)
   )
  )
  (i32.add
   (call $externs.receive)
   (local.get $0)
  )
 )
 (func $externs.refill (result i32)
  (local $0 i32)
  (local.set $0
   (i32.load
    (i32.const 20)
   )
  )
  (i32.add
   (i32.add
    (call $externs.fill
     (i32.const 16)
     (i32.const 4)
    )
    (local.get $0)
   )
   (i32.load8_u
    (i32.const 16)
   )
  )
 )
)
