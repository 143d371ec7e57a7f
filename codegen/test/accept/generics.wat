(module
 (type $0 (func))
 (type $1 (func (param i32) (result i32)))
 (type $2 (func (param f32 i32) (result f32)))
 (type $3 (func (result f32)))
 (global $__data_end i32 (i32.const 147))
 (global $__heap_base i32 (i32.const 160))
 (memory $0 1)
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "number" (func $generics.number))
 (export "where" (func $generics.where))
 (export "take" (func $generics.take))
 (export "ordered" (func $generics.ordered))
 (func $generics.number
  (local $0 i32)
  (loop $again1
   (i32.store offset=16
    (i32.shl
     (local.get $0)
     (i32.const 3)
    )
    (local.get $0)
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
  (local.set $0
   (i32.const 0)
  )
  (loop $again4
   (i32.store offset=52
    (i32.shl
     (local.get $0)
     (i32.const 3)
    )
    (i32.sub
     (i32.const 7)
     (local.get $0)
    )
   )
   (br_if $again4
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
 (func $generics.where (param $0 i32) (result i32)
  (local $1 i32)
  (i32.add
   (block $__inlined_func$generics.find_Neuron (result i32)
    (loop $again1
     (drop
      (br_if $__inlined_func$generics.find_Neuron
       (local.get $1)
       (i32.eq
        (local.get $0)
        (i32.load
         (i32.add
          (i32.shl
           (local.get $1)
           (i32.const 3)
          )
          (i32.const 16)
         )
        )
       )
      )
     )
     (br_if $again1
      (i32.lt_u
       (local.tee $1
        (i32.add
         (local.get $1)
         (i32.const 1)
        )
       )
       (i32.const 4)
      )
     )
    )
    (i32.const 4)
   )
   (i32.shl
    (block $__inlined_func$generics.find_Synapse$1 (result i32)
     (local.set $1
      (i32.const 0)
     )
     (loop $again10
      (drop
       (br_if $__inlined_func$generics.find_Synapse$1
        (local.get $1)
        (i32.eq
         (local.get $0)
         (i32.load offset=4
          (i32.add
           (i32.shl
            (local.get $1)
            (i32.const 3)
           )
           (i32.const 48)
          )
         )
        )
       )
      )
      (br_if $again10
       (i32.lt_u
        (local.tee $1
         (i32.add
          (local.get $1)
          (i32.const 1)
         )
        )
        (i32.const 8)
       )
      )
     )
     (i32.const 8)
    )
    (i32.const 8)
   )
  )
 )
 (func $generics.take (param $0 f32) (param $1 i32) (result f32)
  (f32.store offset=112
   (i32.shl
    (select
     (i32.const 4)
     (local.get $1)
     (i32.gt_u
      (local.get $1)
      (i32.const 4)
     )
    )
    (i32.const 2)
   )
   (select
    (f32.const -1)
    (select
     (f32.const 1)
     (local.get $0)
     (f32.gt
      (local.get $0)
      (f32.const 1)
     )
    )
    (f32.lt
     (local.get $0)
     (f32.const -1)
    )
   )
  )
  (i32.store8 offset=144
   (i32.rem_u
    (local.get $1)
    (i32.const 3)
   )
   (select
    (select
     (i32.const 255)
     (local.tee $1
      (select
       (i32.const 200)
       (i32.const -3)
       (f32.gt
        (local.get $0)
        (f32.const 0)
       )
      )
     )
     (i32.gt_s
      (local.get $1)
      (i32.const 255)
     )
    )
    (i32.const 0)
    (i32.ge_s
     (local.get $1)
     (i32.const 0)
    )
   )
  )
  (local.set $0
   (f32.const 0)
  )
  (local.set $1
   (i32.const 0)
  )
  (loop $again1
   (local.set $0
    (f32.add
     (local.get $0)
     (f32.mul
      (local.tee $0
       (f32.load
        (i32.add
         (i32.shl
          (local.get $1)
          (i32.const 2)
         )
         (i32.const 112)
        )
       )
      )
      (local.get $0)
     )
    )
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $1
      (i32.add
       (local.get $1)
       (i32.const 1)
      )
     )
     (i32.const 5)
    )
   )
  )
  (local.get $0)
 )
 (func $generics.ordered (result f32)
  (local $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 f32)
  (local $4 i32)
  (local $5 f32)
  (local.set $2
   (i32.const 1)
  )
  (loop $again1
   (if
    (if (result i32)
     (local.tee $0
      (local.get $2)
     )
     (then
      (f32.gt
       (f32.load
        (i32.add
         (local.tee $1
          (i32.shl
           (local.get $0)
           (i32.const 2)
          )
         )
         (i32.const 108)
        )
       )
       (f32.load
        (i32.add
         (local.get $1)
         (i32.const 112)
        )
       )
      )
     )
     (else
      (i32.const 0)
     )
    )
    (then
     (loop $again4
      (if
       (i32.eqz
        (i32.or
         (i32.ge_u
          (local.get $0)
          (i32.const 5)
         )
         (i32.ge_u
          (local.tee $1
           (i32.sub
            (local.get $0)
            (i32.const 1)
           )
          )
          (i32.const 5)
         )
        )
       )
       (then
        (local.set $3
         (f32.load
          (local.tee $1
           (i32.add
            (i32.shl
             (local.get $1)
             (i32.const 2)
            )
            (i32.const 112)
           )
          )
         )
        )
        (f32.store
         (local.get $1)
         (f32.load
          (local.tee $1
           (i32.add
            (i32.shl
             (local.get $0)
             (i32.const 2)
            )
            (i32.const 112)
           )
          )
         )
        )
        (f32.store
         (local.get $1)
         (local.get $3)
        )
       )
      )
      (br_if $again4
       (if (result i32)
        (local.tee $0
         (i32.sub
          (local.get $0)
          (i32.const 1)
         )
        )
        (then
         (f32.gt
          (f32.load
           (i32.add
            (local.tee $1
             (i32.shl
              (local.get $0)
              (i32.const 2)
             )
            )
            (i32.const 108)
           )
          )
          (f32.load
           (i32.add
            (local.get $1)
            (i32.const 112)
           )
          )
         )
        )
        (else
         (i32.const 0)
        )
       )
      )
     )
    )
   )
   (br_if $again1
    (i32.lt_u
     (local.tee $2
      (i32.add
       (local.get $2)
       (i32.const 1)
      )
     )
     (i32.const 5)
    )
   )
  )
  (local.set $2
   (i32.const 1)
  )
  (loop $again10
   (if
    (if (result i32)
     (local.tee $0
      (local.get $2)
     )
     (then
      (i32.gt_u
       (i32.load8_u
        (i32.add
         (local.get $0)
         (i32.const 143)
        )
       )
       (i32.load8_u
        (i32.add
         (local.get $0)
         (i32.const 144)
        )
       )
      )
     )
     (else
      (i32.const 0)
     )
    )
    (then
     (loop $again41
      (if
       (i32.eqz
        (i32.or
         (i32.ge_u
          (local.get $0)
          (i32.const 3)
         )
         (i32.ge_u
          (local.tee $1
           (i32.sub
            (local.get $0)
            (i32.const 1)
           )
          )
          (i32.const 3)
         )
        )
       )
       (then
        (local.set $4
         (i32.load8_u
          (local.tee $1
           (i32.add
            (local.get $1)
            (i32.const 144)
           )
          )
         )
        )
        (i32.store8
         (local.get $1)
         (i32.load8_u
          (local.tee $1
           (i32.add
            (local.get $0)
            (i32.const 144)
           )
          )
         )
        )
        (i32.store8
         (local.get $1)
         (local.get $4)
        )
       )
      )
      (br_if $again41
       (if (result i32)
        (local.tee $0
         (i32.sub
          (local.get $0)
          (i32.const 1)
         )
        )
        (then
         (i32.gt_u
          (i32.load8_u
           (i32.add
            (local.get $0)
            (i32.const 143)
           )
          )
          (i32.load8_u
           (i32.add
            (local.get $0)
            (i32.const 144)
           )
          )
         )
        )
        (else
         (i32.const 0)
        )
       )
      )
     )
    )
   )
   (br_if $again10
    (i32.lt_u
     (local.tee $2
      (i32.add
       (local.get $2)
       (i32.const 1)
      )
     )
     (i32.const 3)
    )
   )
  )
  (local.set $3
   (f32.load
    (i32.const 112)
   )
  )
  (local.set $0
   (i32.const 1)
  )
  (loop $again12
   (if
    (f32.lt
     (local.get $3)
     (local.tee $5
      (f32.load
       (i32.add
        (i32.shl
         (local.get $0)
         (i32.const 2)
        )
        (i32.const 112)
       )
      )
     )
    )
    (then
     (local.set $3
      (local.get $5)
     )
    )
   )
   (br_if $again12
    (i32.lt_u
     (local.tee $0
      (i32.add
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 5)
    )
   )
  )
  (local.set $2
   (i32.load8_u
    (i32.const 144)
   )
  )
  (local.set $0
   (i32.const 1)
  )
  (loop $again11
   (if
    (i32.lt_u
     (local.get $2)
     (local.tee $1
      (i32.load8_u
       (i32.add
        (local.get $0)
        (i32.const 144)
       )
      )
     )
    )
    (then
     (local.set $2
      (local.get $1)
     )
    )
   )
   (br_if $again11
    (i32.lt_u
     (local.tee $0
      (i32.add
       (local.get $0)
       (i32.const 1)
      )
     )
     (i32.const 3)
    )
   )
  )
  (f32.add
   (f32.add
    (f32.load
     (i32.const 112)
    )
    (local.get $3)
   )
   (select
    (f32.const 2)
    (f32.const 1)
    (i32.gt_u
     (local.get $2)
     (i32.const 100)
    )
   )
  )
 )
)
