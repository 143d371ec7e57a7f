(module
 (type $0 (func (param i32) (result i32)))
 (type $1 (func (result i32)))
 (global $__data_end i32 (i32.const 42))
 (global $__heap_base i32 (i32.const 48))
 (memory $0 1)
 (data $0 (i32.const 17) "\ff\00\00\01")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "advance" (func $enums.advance))
 (export "step" (func $enums.step))
 (export "duration" (func $enums.duration))
 (export "decode" (func $enums.decode))
 (export "paint" (func $enums.paint))
 (func $enums.advance (param $0 i32) (result i32)
  (block $otherwise4
   (block $case3
    (if
     (local.tee $0
      (i32.and
       (local.get $0)
       (i32.const 255)
      )
     )
     (then
      (br_if $case3
       (i32.eq
        (local.get $0)
        (i32.const 5)
       )
      )
      (br $otherwise4)
     )
    )
    (return
     (i32.const 5)
    )
   )
   (return
    (i32.const 6)
   )
  )
  (i32.const 0)
 )
 (func $enums.step (param $0 i32) (result i32)
  (local $1 i32)
  (local.set $1
   (i32.load8_u
    (i32.const 39)
   )
  )
  (i32.store8
   (i32.const 39)
   (if (result i32)
    (local.get $0)
    (then
     (i32.const 6)
    )
    (else
     (call $enums.advance
      (local.get $1)
     )
    )
   )
  )
  (i32.store8
   (i32.const 16)
   (i32.load8_u
    (i32.const 39)
   )
  )
  (i32.store8
   (i32.const 17)
   (if (result i32)
    (i32.or
     (i32.eqz
      (local.tee $0
       (i32.load8_u
        (i32.const 16)
       )
      )
     )
     (i32.eq
      (local.get $0)
      (i32.const 6)
     )
    )
    (then
     (i32.const 1)
    )
    (else
     (select
      (i32.const 0)
      (i32.const -1)
      (i32.load8_s
       (i32.const 17)
      )
     )
    )
   )
  )
  (i32.load8_s
   (i32.const 17)
  )
 )
 (func $enums.duration (param $0 i32) (result i32)
  (if (result i32)
   (i32.or
    (i32.eq
     (local.tee $0
      (i32.and
       (local.get $0)
       (i32.const 255)
      )
     )
     (i32.const 6)
    )
    (i32.eq
     (local.get $0)
     (i32.const 5)
    )
   )
   (then
    (i32.load8_u offset=32
     (local.get $0)
    )
   )
   (else
    (i32.const 0)
   )
  )
 )
 (func $enums.decode (param $0 i32) (result i32)
  (i32.store
   (i32.const 20)
   (select
    (i32.const 70000)
    (i32.const 1)
    (i32.eq
     (local.get $0)
     (i32.const 70000)
    )
   )
  )
  (i32.add
   (i32.load8_u offset=32
    (i32.load8_u
     (i32.const 16)
    )
   )
   (i32.load
    (i32.const 20)
   )
  )
 )
 (func $enums.paint (result i32)
  (local $0 i32)
  (i32.store16
   (i32.const 40)
   (if (result i32)
    (local.tee $0
     (i32.load16_u
      (i32.const 40)
     )
    )
    (then
     (select
      (i32.const 300)
      (i32.const 0)
      (i32.eq
       (local.get $0)
       (i32.const 1)
      )
     )
    )
    (else
     (i32.const 1)
    )
   )
  )
  (if
   (i32.eqz
    (i32.load16_u
     (i32.const 40)
    )
   )
   (then
    (return
     (i32.const 1)
    )
   )
  )
  (select
   (i32.const 2)
   (i32.const 3)
   (i32.eq
    (i32.load16_u
     (i32.const 40)
    )
    (i32.const 300)
   )
  )
 )
)
