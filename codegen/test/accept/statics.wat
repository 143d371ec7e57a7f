(module
 (type $0 (func (result i32)))
 (type $1 (func))
 (type $2 (func (param i32)))
 (type $3 (func (param i32) (result i32)))
 (type $4 (func (param i32 i32 i32) (result f32)))
 (type $5 (func (result f32)))
 (global $__data_end i32 (i32.const 404))
 (global $__heap_base i32 (i32.const 416))
 (global $CAPACITY i32 (i32.const 4))
 (memory $0 1)
 (data $0 (i32.const 16) "\01\02\04\08\10\ff")
 (data $1 (i32.const 32) "\ff\01")
 (data $2 (i32.const 86) "\80?\00\03")
 (data $2.1 (i32.const 130) "\80?\00\03")
 (data $2.2 (i32.const 174) "\80?\00\03")
 (data $2.3 (i32.const 218) "\80?\00\03")
 (data $2.4 (i32.const 262) "\80?\00\03")
 (data $2.5 (i32.const 302) "\ff\ff")
 (data $3 (i32.const 310) "\80?\00\03")
 (data $3.1 (i32.const 354) "\80?\00\03")
 (data $4 (i32.const 402) "\c0\bf")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "CAPACITY" (global $CAPACITY))
 (export "reset" (func $statics.reset))
 (export "total" (func $statics.total))
 (export "get_query_ptr" (func $statics.get_query_ptr))
 (export "get_neuron" (func $statics.get_neuron))
 (export "dot" (func $statics.dot))
 (export "compare" (func $statics.compare))
 (func $statics.reset
  (local $0 i32)
  (i32.store
   (i32.const 392)
   (i32.const 0)
  )
  (i32.store8
   (i32.const 396)
   (i32.const 1)
  )
  (f32.store
   (i32.const 400)
   (f32.neg
    (f32.load
     (i32.const 400)
    )
   )
  )
  (i32.store align=1
   (i32.const 300)
   (i32.const -65536)
  )
  (loop $again1
   (call $statics.resetNeuron
    (i32.add
     (i32.mul
      (local.get $0)
      (i32.const 44)
     )
     (i32.const 80)
    )
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $0
      (i32.add
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 4)
    )
   )
  )
  (call $statics.resetNeuron
   (i32.const 256)
  )
  (call $statics.resetNeuron
   (i32.add
    (i32.mul
     (i32.and
      (i32.load
       (i32.const 392)
      )
      (i32.const 1)
     )
     (i32.const 44)
    )
    (i32.const 304)
   )
  )
 )
 (func $statics.resetNeuron (param $0 i32)
  (local $1 i32)
  (f32.store
   (local.get $0)
   (f32.const 0)
  )
  (i32.store8 offset=8
   (local.get $0)
   (i32.const 0)
  )
  (local.set $1
   (i32.add
    (local.get $0)
    (i32.const 12)
   )
  )
  (local.set $0
   (i32.const 0)
  )
  (loop $again1
   (f32.store
    (i32.add
     (i32.shl
      (local.get $0)
      (i32.const 2)
     )
     (local.get $1)
    )
    (f32.const 0)
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $0
      (i32.add
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 8)
    )
   )
  )
 )
 (func $statics.total (param $0 i32) (result i32)
  (i32.add
   (i32.trunc_sat_f32_u
    (f32.load
     (i32.const 400)
    )
   )
   (i32.add
    (i32.load8_u
     (i32.const 396)
    )
    (i32.add
     (i32.load
      (i32.const 392)
     )
     (i32.add
      (i32.load8_u offset=9
       (i32.add
        (i32.mul
         (local.tee $0
          (i32.and
           (local.get $0)
           (i32.const 3)
          )
         )
         (i32.const 44)
        )
        (i32.const 80)
       )
      )
      (i32.add
       (i32.load8_u offset=16
        (local.get $0)
       )
       (i32.load8_s
        (i32.const 33)
       )
      )
     )
    )
   )
  )
 )
 (func $statics.get_query_ptr (result i32)
  (i32.const 48)
 )
 (func $statics.get_neuron (result i32)
  (i32.const 256)
 )
 (func $statics.dot (param $0 i32) (param $1 i32) (param $2 i32) (result f32)
  (local $3 i32)
  (local $4 i32)
  (local $5 f32)
  (if
   (local.tee $2
    (select
     (i32.const 8)
     (local.tee $2
      (select
       (local.get $2)
       (local.tee $3
        (i32.shr_u
         (select
          (i32.sub
           (local.tee $3
            (i32.shl
             (memory.size)
             (i32.const 16)
            )
           )
           (local.get $1)
          )
          (i32.const 0)
          (i32.lt_u
           (local.get $1)
           (local.get $3)
          )
         )
         (i32.const 2)
        )
       )
       (i32.lt_u
        (local.get $2)
        (local.get $3)
       )
      )
     )
     (i32.ge_u
      (local.get $2)
      (i32.const 8)
     )
    )
   )
   (then
    (loop $again1
     (local.set $5
      (f32.add
       (local.get $5)
       (f32.mul
        (f32.load
         (i32.add
          (i32.shl
           (i32.and
            (local.get $4)
            (i32.const 7)
           )
           (i32.const 2)
          )
          (local.get $0)
         )
        )
        (f32.load
         (i32.add
          (i32.shl
           (local.get $4)
           (i32.const 2)
          )
          (local.get $1)
         )
        )
       )
      )
     )
     (br_if $again1
      (i32.gt_u
       (local.get $2)
       (local.tee $4
        (i32.add
         (local.get $4)
         (i32.const 1)
        )
       )
      )
     )
    )
   )
  )
  (local.get $5)
 )
 (func $statics.compare (result f32)
  (f32.add
   (f32.add
    (f32.add
     (f32.add
      (call $statics.dot
       (i32.const 48)
       (i32.const 48)
       (i32.const 8)
      )
      (call $statics.dot
       (i32.const 48)
       (i32.const 48)
       (i32.const 4)
      )
     )
     (call $statics.dot
      (i32.const 48)
      (i32.const 64)
      (i32.const 4)
     )
    )
    (call $statics.dot
     (i32.const 48)
     (i32.const 268)
     (i32.const 8)
    )
   )
   (f32.load
    (i32.const 348)
   )
  )
 )
)
