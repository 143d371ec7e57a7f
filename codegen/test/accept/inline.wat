(module
 (type $0 (func (param f32) (result f32)))
 (global $__data_end i32 (i32.const 80))
 (global $__heap_base i32 (i32.const 80))
 (memory $0 1)
 (data $0 (i32.const 51) "?\00\00\c0\bf\00\00\00@\00\00\80?\00\00@@\00\00\80\be\00\00@?\00\00\e0@")
 (export "memory" (memory $0))
 (export "__data_end" (global $__data_end))
 (export "__heap_base" (global $__heap_base))
 (export "once" (func $inline.once))
 (export "several" (func $inline.several))
 (export "tallest" (func $inline.tallest))
 (func $inline.once (param $0 f32) (result f32)
  (local $1 f32)
  (local $2 f32)
  (local $3 i32)
  (block $__inlined_func$inline.clamped (result f32)
   (local.set $1
    (f32.const 1)
   )
   (drop
    (br_if $__inlined_func$inline.clamped
     (local.get $0)
     (f32.lt
      (local.get $0)
      (f32.const 1)
     )
    )
   )
   (loop $again1
    (if
     (i32.eqz
      (f32.lt
       (local.get $0)
       (local.tee $2
        (f32.add
         (local.get $1)
         (local.get $1)
        )
       )
      )
     )
     (then
      (local.set $1
       (local.get $2)
      )
      (br_if $again1
       (i32.lt_u
        (local.tee $3
         (i32.add
          (local.get $3)
          (i32.const 1)
         )
        )
        (i32.const 3)
       )
      )
     )
    )
   )
   (local.get $1)
  )
 )
 (func $inline.several (param $0 f32) (result f32)
  (local $1 f32)
  (local $2 f32)
  (local $3 i32)
  (local $4 f32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 f32)
  (local.set $4
   (f32.const 0)
  )
  (block (result f32)
   (loop $again1
    (local.set $2
     (local.get $4)
    )
    (local.set $3
     (i32.const 0)
    )
    (if
     (local.tee $7
      (i32.sub
       (i32.const 8)
       (local.get $5)
      )
     )
     (then
      (local.set $8
       (i32.add
        (i32.shl
         (local.get $5)
         (i32.const 2)
        )
        (i32.const 48)
       )
      )
      (loop $again5
       (local.set $2
        (f32.add
         (local.get $2)
         (block $return8 (result f32)
          (drop
           (br_if $return8
            (local.get $4)
            (f32.lt
             (local.tee $2
              (f32.load
               (i32.add
                (i32.shl
                 (local.get $3)
                 (i32.const 2)
                )
                (local.get $8)
               )
              )
             )
             (local.get $4)
            )
           )
          )
          (drop
           (br_if $return8
            (local.get $0)
            (f32.lt
             (local.get $0)
             (local.get $2)
            )
           )
          )
          (local.set $6
           (i32.const 0)
          )
          (loop $again9
           (if
            (i32.eqz
             (f32.lt
              (local.get $0)
              (local.tee $9
               (f32.add
                (local.get $2)
                (local.get $2)
               )
              )
             )
            )
            (then
             (local.set $2
              (local.get $9)
             )
             (br_if $again9
              (i32.lt_u
               (local.tee $6
                (i32.add
                 (local.get $6)
                 (i32.const 1)
                )
               )
               (i32.const 3)
              )
             )
            )
           )
          )
          (local.get $2)
         )
        )
       )
       (br_if $again5
        (i32.gt_u
         (local.get $7)
         (local.tee $3
          (i32.add
           (local.get $3)
           (i32.const 1)
          )
         )
        )
       )
      )
     )
    )
    (local.set $1
     (f32.add
      (local.get $1)
      (f32.sub
       (local.get $2)
       (block $return16 (result f32)
        (drop
         (br_if $return16
          (local.get $4)
          (f32.lt
           (local.tee $1
            (block $return12 (result f32)
             (drop
              (br_if $return12
               (local.get $4)
               (f32.lt
                (local.get $1)
                (local.get $4)
               )
              )
             )
             (drop
              (br_if $return12
               (f32.const 9)
               (f32.gt
                (local.get $1)
                (f32.const 9)
               )
              )
             )
             (local.set $3
              (i32.const 0)
             )
             (loop $again13
              (if
               (i32.eqz
                (f32.gt
                 (local.tee $2
                  (f32.add
                   (local.get $1)
                   (local.get $1)
                  )
                 )
                 (f32.const 9)
                )
               )
               (then
                (local.set $1
                 (local.get $2)
                )
                (br_if $again13
                 (i32.lt_u
                  (local.tee $3
                   (i32.add
                    (local.get $3)
                    (i32.const 1)
                   )
                  )
                  (i32.const 3)
                 )
                )
               )
              )
             )
             (local.get $1)
            )
           )
           (local.get $4)
          )
         )
        )
        (drop
         (br_if $return16
          (local.get $0)
          (f32.lt
           (local.get $0)
           (local.get $1)
          )
         )
        )
        (local.set $3
         (i32.const 0)
        )
        (loop $again17
         (if
          (i32.eqz
           (f32.lt
            (local.get $0)
            (local.tee $2
             (f32.add
              (local.get $1)
              (local.get $1)
             )
            )
           )
          )
          (then
           (local.set $1
            (local.get $2)
           )
           (br_if $again17
            (i32.lt_u
             (local.tee $3
              (i32.add
               (local.get $3)
               (i32.const 1)
              )
             )
             (i32.const 3)
            )
           )
          )
         )
        )
        (local.get $1)
       )
      )
     )
    )
    (br_if $again1
     (i32.lt_u
      (local.tee $5
       (i32.add
        (local.get $5)
        (i32.const 1)
       )
      )
      (i32.const 4)
     )
    )
   )
   (local.get $1)
  )
 )
 (func $inline.tallest (param $0 f32) (result f32)
  (local $1 i32)
  (local $2 f32)
  (local $3 i32)
  (local $4 f32)
  (if
   (f32.lt
    (f32.load
     (i32.const 48)
    )
    (local.get $0)
   )
   (then
    (loop $again1
     (local.set $4
      (f32.floor
       (local.tee $2
        (f32.load offset=48
         (i32.shl
          (local.get $1)
          (i32.const 2)
         )
        )
       )
      )
     )
     (if
      (i32.eqz
       (f32.lt
        (local.tee $2
         (f32.sub
          (f32.ceil
           (local.get $2)
          )
          (local.get $4)
         )
        )
        (f32.load
         (local.tee $3
          (i32.add
           (i32.shl
            (i32.rem_u
             (local.get $1)
             (i32.const 3)
            )
            (i32.const 3)
           )
           (i32.const 16)
          )
         )
        )
       )
      )
      (then
       (f32.store
        (local.get $3)
        (local.get $2)
       )
       (i32.store offset=4
        (local.get $3)
        (i32.add
         (i32.load offset=4
          (local.get $3)
         )
         (i32.const 1)
        )
       )
      )
     )
     (br_if $again1
      (if (result i32)
       (i32.lt_u
        (local.tee $1
         (i32.add
          (local.get $1)
          (i32.const 1)
         )
        )
        (i32.const 8)
       )
       (then
        (f32.lt
         (f32.load offset=48
          (i32.shl
           (local.get $1)
           (i32.const 2)
          )
         )
         (local.get $0)
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
  (f32.add
   (f32.add
    (f32.load
     (i32.const 16)
    )
    (f32.mul
     (f32.load
      (i32.const 24)
     )
     (f32.const 2)
    )
   )
   (f32.mul
    (f32.load
     (i32.const 32)
    )
    (f32.const 4)
   )
  )
 )
)
