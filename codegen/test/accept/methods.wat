(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (param i32 i32) (result i32)))
 (global $__data_end i32 (i32.const 152))
 (global $__heap_base i32 (i32.const 160))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "send" (func $methods.send))
 (export "level" (func $methods.level))
 (func $modules/filter.Filter#mean (param $0 i32) (result i32)
  (i32.shr_u
   (i32.load
    (local.get $0)
   )
   (i32.const 3)
  )
 )
 (func $methods.Ring#push (param $0 i32) (param $1 i32) (result i32)
  (if
   (i32.ge_u
    (i32.load offset=4
     (local.get $0)
    )
    (i32.const 16)
   )
   (then
    (return
     (i32.const 0)
    )
   )
  )
  (i32.store8 offset=8
   (i32.add
    (i32.and
     (i32.add
      (i32.load
       (local.get $0)
      )
      (i32.load offset=4
       (local.get $0)
      )
     )
     (i32.const 15)
    )
    (local.get $0)
   )
   (local.get $1)
  )
  (i32.store offset=4
   (local.get $0)
   (i32.add
    (i32.load offset=4
     (local.get $0)
    )
    (i32.const 1)
   )
  )
  (i32.const 1)
 )
 (func $methods.Ring#pop (param $0 i32) (result i32)
  (local $1 i32)
  (if
   (i32.eqz
    (i32.load offset=4
     (local.get $0)
    )
   )
   (then
    (return
     (i32.const 0)
    )
   )
  )
  (local.set $1
   (i32.load8_u offset=8
    (i32.add
     (i32.and
      (i32.load
       (local.get $0)
      )
      (i32.const 15)
     )
     (local.get $0)
    )
   )
  )
  (i32.store
   (local.get $0)
   (i32.and
    (i32.add
     (i32.load
      (local.get $0)
     )
     (i32.const 1)
    )
    (i32.const 15)
   )
  )
  (i32.store offset=4
   (local.get $0)
   (i32.sub
    (i32.load offset=4
     (local.get $0)
    )
    (i32.const 1)
   )
  )
  (local.get $1)
 )
 (func $methods.send (param $0 i32) (param $1 i32) (result i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (if
   (i32.eqz
    (call $methods.Ring#push
     (local.tee $3
      (i32.add
       (i32.mul
        (i32.and
         (local.get $0)
         (i32.const 1)
        )
        (i32.const 52)
       )
       (i32.const 16)
      )
     )
     (i32.and
      (local.get $1)
      (i32.const 255)
     )
    )
   )
   (then
    (return
     (i32.const 0)
    )
   )
  )
  (local.set $2
   (i32.add
    (local.tee $0
     (i32.add
      (i32.mul
       (i32.and
        (local.get $0)
        (i32.const 1)
       )
       (i32.const 52)
      )
      (i32.const 16)
     )
    )
    (i32.const 24)
   )
  )
  (loop $again1
   (if
    (i32.load offset=4
     (local.get $0)
    )
    (then
     (drop
      (call $methods.Ring#push
       (local.get $2)
       (call $methods.Ring#pop
        (local.get $0)
       )
      )
     )
     (br_if $again1
      (i32.lt_u
       (local.tee $4
        (i32.add
         (local.get $4)
         (i32.const 1)
        )
       )
       (i32.const 16)
      )
     )
    )
   )
  )
  (drop
   (call $methods.Ring#push
    (i32.const 128)
    (call $methods.Ring#pop
     (i32.add
      (local.get $3)
      (i32.const 24)
     )
    )
   )
  )
  (local.set $2
   (call $methods.Ring#pop
    (i32.const 128)
   )
  )
  (i32.store
   (local.tee $0
    (i32.add
     (local.get $3)
     (i32.const 48)
    )
   )
   (i32.add
    (i32.load
     (local.get $0)
    )
    (i32.sub
     (i32.and
      (local.get $1)
      (i32.const 65535)
     )
     (call $modules/filter.Filter#mean
      (local.get $0)
     )
    )
   )
  )
  (i32.add
   (call $modules/filter.Filter#mean
    (local.get $0)
   )
   (local.get $2)
  )
 )
 (func $methods.level (param $0 i32) (result i32)
  (i32.add
   (i32.load offset=20
    (i32.mul
     (i32.and
      (local.get $0)
      (i32.const 1)
     )
     (i32.const 52)
    )
   )
   (i32.load
    (i32.const 132)
   )
  )
 )
)
