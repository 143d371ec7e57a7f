(module
 (type $0 (func (result i32)))
 (type $1 (func))
 (type $2 (func (param i32) (result i32)))
 (type $3 (func (param i32)))
 (global $__data_end i32 (i32.const 36))
 (global $__heap_base i32 (i32.const 48))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "operands" (func $order.operands))
 (export "places" (func $order.places))
 (export "shortCircuit" (func $order.shortCircuit))
 (export "conditions" (func $order.conditions))
 (func $order.next (result i32)
  (i32.store
   (i32.const 32)
   (i32.add
    (i32.load
     (i32.const 32)
    )
    (i32.const 1)
   )
  )
  (i32.load
   (i32.const 32)
  )
 )
 (func $order.isOdd (result i32)
  (i32.and
   (call $order.next)
   (i32.const 1)
  )
 )
 (func $order.operands (result i32)
  (local $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local.set $0
   (i32.load
    (i32.const 32)
   )
  )
  (local.set $0
   (i32.add
    (call $order.next)
    (local.get $0)
   )
  )
  (local.set $2
   (i32.add
    (call $order.next)
    (i32.load
     (i32.const 32)
    )
   )
  )
  (local.set $3
   (i32.sub
    (call $order.next)
    (call $order.next)
   )
  )
  (local.set $4
   (call $order.next)
  )
  (local.set $1
   (i32.shl
    (call $order.next)
    (i32.const 8)
   )
  )
  (local.set $1
   (i32.add
    (call $order.next)
    (local.get $1)
   )
  )
  (i32.add
   (i32.add
    (i32.add
     (call $order.next)
     (i32.load
      (i32.const 32)
     )
    )
    (call $order.next)
   )
   (i32.add
    (local.get $1)
    (i32.add
     (local.get $4)
     (i32.add
      (local.get $3)
      (i32.add
       (local.get $0)
       (local.get $2)
      )
     )
    )
   )
  )
 )
 (func $order.places
  (local $0 i32)
  (local $1 i32)
  (i32.store offset=16
   (i32.shl
    (i32.and
     (i32.load
      (i32.const 32)
     )
     (i32.const 3)
    )
    (i32.const 2)
   )
   (call $order.next)
  )
  (i32.store offset=16
   (i32.shl
    (i32.and
     (call $order.next)
     (i32.const 3)
    )
    (i32.const 2)
   )
   (i32.load
    (i32.const 32)
   )
  )
  (local.set $1
   (i32.load offset=16
    (i32.shl
     (local.tee $0
      (i32.and
       (call $order.next)
       (i32.const 3)
      )
     )
     (i32.const 2)
    )
   )
  )
  (i32.store offset=16
   (i32.shl
    (local.get $0)
    (i32.const 2)
   )
   (i32.add
    (call $order.next)
    (local.get $1)
   )
  )
  (local.set $0
   (i32.load
    (i32.const 32)
   )
  )
  (i32.store
   (i32.const 32)
   (i32.add
    (call $order.next)
    (local.get $0)
   )
  )
  (local.set $1
   (i32.load offset=16
    (i32.shl
     (local.tee $0
      (i32.and
       (i32.load
        (i32.const 32)
       )
       (i32.const 3)
      )
     )
     (i32.const 2)
    )
   )
  )
  (i32.store offset=16
   (i32.shl
    (local.get $0)
    (i32.const 2)
   )
   (i32.xor
    (call $order.next)
    (local.get $1)
   )
  )
 )
 (func $order.shortCircuit (param $0 i32) (result i32)
  (local $1 i32)
  (if
   (if (result i32)
    (local.tee $0
     (i32.ne
      (local.get $0)
      (i32.const 0)
     )
    )
    (then
     (call $order.isOdd)
    )
    (else
     (local.get $0)
    )
   )
   (then
    (return
     (i32.const 1)
    )
   )
  )
  (if
   (select
    (i32.const 1)
    (local.get $0)
    (call $order.isOdd)
   )
   (then
    (return
     (i32.const 2)
    )
   )
  )
  (local.set $1
   (if (result i32)
    (local.get $0)
    (then
     (call $order.next)
    )
    (else
     (i32.load
      (i32.const 32)
     )
    )
   )
  )
  (if (result i32)
   (if (result i32)
    (if (result i32)
     (local.get $0)
     (then
      (local.get $0)
     )
     (else
      (call $order.isOdd)
     )
    )
    (then
     (i32.gt_u
      (i32.load
       (i32.const 32)
      )
      (i32.const 2)
     )
    )
    (else
     (i32.const 0)
    )
   )
   (then
    (local.get $1)
   )
   (else
    (call $order.next)
   )
  )
 )
 (func $order.conditions (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local.set $0
   (i32.ne
    (local.get $0)
    (i32.const 0)
   )
  )
  (loop $again1
   (block $break2
    (br_if $break2
     (i32.eq
      (local.get $1)
      (i32.const 2)
     )
    )
    (local.set $1
     (i32.add
      (local.get $1)
      (i32.const 1)
     )
    )
    (br_if $break2
     (i32.eqz
      (if (result i32)
       (local.get $0)
       (then
        (call $order.isOdd)
       )
       (else
        (local.get $0)
       )
      )
     )
    )
    (br_if $again1
     (i32.gt_u
      (i32.load
       (i32.const 32)
      )
      (i32.const 20)
     )
    )
    (i32.store
     (i32.const 16)
     (i32.load
      (i32.const 32)
     )
    )
    (br $again1)
   )
  )
  (local.set $1
   (i32.load
    (i32.const 32)
   )
  )
  (local.set $2
   (i32.mul
    (call $order.next)
    (local.get $1)
   )
  )
  (local.set $1
   (i32.const 0)
  )
  (loop $again4
   (block $break5
    (br_if $break5
     (i32.eq
      (local.get $1)
      (i32.const 14)
     )
    )
    (local.set $1
     (i32.add
      (local.get $1)
      (i32.const 1)
     )
    )
    (br_if $break5
     (i32.ge_u
      (local.get $2)
      (i32.add
       (i32.and
        (i32.load
         (i32.const 32)
        )
        (i32.const 7)
       )
       (i32.and
        (call $order.next)
        (i32.const 7)
       )
      )
     )
    )
    (i32.store
     (i32.const 20)
     (local.get $2)
    )
    (local.set $2
     (i32.add
      (local.get $2)
      (i32.const 1)
     )
    )
    (br $again4)
   )
  )
  (local.set $2
   (i32.const 0)
  )
  (local.set $1
   (i32.const 0)
  )
  (loop $again7
   (block $break8
    (br_if $break8
     (i32.eq
      (local.get $1)
      (i32.const 2)
     )
    )
    (local.set $1
     (i32.add
      (local.get $1)
      (i32.const 1)
     )
    )
    (if
     (local.get $2)
     (then
      (br_if $break8
       (i32.eqz
        (if (result i32)
         (local.get $0)
         (then
          (call $order.isOdd)
         )
         (else
          (local.get $0)
         )
        )
       )
      )
     )
    )
    (local.set $2
     (i32.const 1)
    )
    (br_if $again7
     (i32.gt_u
      (i32.load
       (i32.const 32)
      )
      (i32.const 30)
     )
    )
    (i32.store
     (i32.const 24)
     (i32.add
      (i32.load
       (i32.const 24)
      )
      (i32.const 1)
     )
    )
    (br $again7)
   )
  )
  (local.set $0
   (i32.load
    (i32.const 32)
   )
  )
  (block $end10
   (if
    (i32.eq
     (i32.add
      (call $order.next)
      (local.get $0)
     )
     (i32.const 1)
    )
    (then
     (i32.store
      (i32.const 32)
      (i32.const 2)
     )
     (br $end10)
    )
   )
   (i32.store
    (i32.const 32)
    (i32.const 3)
   )
  )
 )
)
