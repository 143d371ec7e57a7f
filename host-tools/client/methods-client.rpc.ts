/**
 * The methods of methods.ts, as a board offers them, with the types that they have there.
 *
 * Generated from there by `ganglion rpc`; change that file and run it again.
 *
 * @packageDocumentation
 */
import { type CallOptions, type Dictionary, RpcClient, type Session } from "../rpc/rpc-client.ts";

/** As Result of search/result.ts. */
export interface Result {
  /** Low byte of the slot's index; 255 in an empty record. */
  readonly index: number;
  /** The core that holds the slot. */
  readonly core: number;
  /** High byte of the index; 0 while a core has at most 255 slots. */
  readonly indexHigh: number;
  /** Bit 0: the distance is approximate. */
  readonly flags: number;
  /** Distance to the query; the largest finite f32 in an empty record. */
  readonly distance: number;
}

/** As Neighbours of methods.ts. */
export interface Neighbours {
  /** Nearest first; ties by index. */
  readonly records: readonly Result[];
}

/** As Experiment of methods.ts. */
export interface Experiment {
  /** Nearest first; ties by index. */
  readonly neighbours: readonly Result[];
  /** Who fired in each tick: bit i is neuron i. */
  readonly raster: Uint32Array;
}

/** As Piece of methods.ts. */
export interface Piece {
  readonly bytes: Uint8Array;
}

/** The names, numbers and types of the methods. */
export const DICTIONARY: Dictionary = {
  "version": 1,
  "hash": "77d5fe776969db0a",
  "methods": [
    {
      "number": 1,
      "name": "init",
      "hash": "3871e957e967cc65",
      "doc": "Empties the core and sets it up. Everything that it held is gone.",
      "maxTimeMs": 100,
      "arguments": [
        {
          "name": "dims",
          "type": "u8",
          "doc": "dimensions of the vectors",
          "range": [
            1,
            16
          ]
        },
        {
          "name": "metric",
          "type": "u8",
          "doc": "0 squared L2, 1 cosine, 2 dot",
          "range": [
            0,
            2
          ]
        },
        {
          "name": "coreId",
          "type": "u8",
          "doc": "stands in every result of this core"
        }
      ],
      "results": []
    },
    {
      "number": 2,
      "name": "insert",
      "hash": "a0a8b574fc8ae9e7",
      "doc": "Stores a vector, and answers with its slot; 255 if it was refused, then lastError says why.",
      "maxTimeMs": 200,
      "arguments": [
        {
          "name": "vector",
          "type": [
            "f32",
            16
          ],
          "doc": "components; those beyond the dimensions in use are ignored",
          "range": [
            -1000000000000000000,
            1000000000000000000
          ]
        }
      ],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 3,
      "name": "search",
      "hash": "1bd54e9e5c9cc487",
      "doc": "The k nearest vectors.",
      "maxTimeMs": 200,
      "arguments": [
        {
          "name": "query",
          "type": [
            "f32",
            16
          ],
          "doc": "components; those beyond the dimensions in use are ignored",
          "range": [
            -1000000000000000000,
            1000000000000000000
          ]
        },
        {
          "name": "k",
          "type": "u8",
          "doc": "how many",
          "range": [
            0,
            16
          ]
        }
      ],
      "results": [
        {
          "name": "answer",
          "type": {
            "name": "Neighbours",
            "fields": [
              {
                "name": "found",
                "type": "u8",
                "doc": "How many were found."
              },
              {
                "name": "records",
                "type": [
                  {
                    "name": "Result",
                    "fields": [
                      {
                        "name": "index",
                        "type": "u8",
                        "doc": "Low byte of the slot's index; 255 in an empty record."
                      },
                      {
                        "name": "core",
                        "type": "u8",
                        "doc": "The core that holds the slot."
                      },
                      {
                        "name": "indexHigh",
                        "type": "u8",
                        "doc": "High byte of the index; 0 while a core has at most 255 slots."
                      },
                      {
                        "name": "flags",
                        "type": "u8",
                        "doc": "Bit 0: the distance is approximate."
                      },
                      {
                        "name": "distance",
                        "type": "f32",
                        "doc": "Distance to the query; the largest finite f32 in an empty record."
                      }
                    ]
                  },
                  16,
                  "found"
                ],
                "doc": "Nearest first; ties by index."
              }
            ]
          }
        }
      ]
    },
    {
      "number": 4,
      "name": "setNodeType",
      "hash": "caaac633ad71e8dd",
      "doc": "Labels a slot, whether or not it holds a vector.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "index",
          "type": "u32",
          "doc": "the slot",
          "range": [
            0,
            31
          ]
        },
        {
          "name": "type",
          "type": "u8",
          "doc": "the label",
          "range": [
            0,
            15
          ]
        }
      ],
      "results": []
    },
    {
      "number": 5,
      "name": "getNodeType",
      "hash": "a6897c2c17fa936a",
      "doc": "The label of a slot.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "index",
          "type": "u32",
          "doc": "the slot",
          "range": [
            0,
            31
          ]
        }
      ],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 6,
      "name": "hnswToSnn",
      "hash": "d20fbe2ba83f85cb",
      "doc": "Searches, and drives the neuron of each vector found with a current that falls with its distance. Answers how many were found.",
      "maxTimeMs": 200,
      "arguments": [
        {
          "name": "query",
          "type": [
            "f32",
            16
          ],
          "doc": "components; those beyond the dimensions in use are ignored",
          "range": [
            -1000000000000000000,
            1000000000000000000
          ]
        },
        {
          "name": "k",
          "type": "u8",
          "doc": "how many nearest vectors",
          "range": [
            0,
            16
          ]
        },
        {
          "name": "gain",
          "type": "f32",
          "doc": "current for a vector at distance 0",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        }
      ],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 7,
      "name": "snnReset",
      "hash": "5fcd2dec307c133d",
      "doc": "Puts every neuron to rest and time to 0. Vectors, labels and learned weights stay.",
      "maxTimeMs": 50,
      "arguments": [],
      "results": []
    },
    {
      "number": 8,
      "name": "snnInject",
      "hash": "481e7ef7fa5fefbe",
      "doc": "Drives one neuron.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "index",
          "type": "u32",
          "doc": "the neuron",
          "range": [
            0,
            31
          ]
        },
        {
          "name": "current",
          "type": "f32",
          "doc": "added to the membrane potential",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        }
      ],
      "results": []
    },
    {
      "number": 9,
      "name": "snnStep",
      "hash": "92365dc14f3f98eb",
      "doc": "Lets time pass.",
      "maxTimeMs": 100,
      "arguments": [
        {
          "name": "dt",
          "type": "f32",
          "doc": "milliseconds",
          "range": [
            0,
            3.4028235e+38
          ]
        }
      ],
      "results": [
        {
          "name": "fired",
          "type": "u32"
        },
        {
          "name": "spikes",
          "type": "u32"
        }
      ]
    },
    {
      "number": 10,
      "name": "snnTick",
      "hash": "3704a4c249da5884",
      "doc": "Lets time pass; then spikes travel to the neighbours, then weights learn from the timing, if they shall.",
      "maxTimeMs": 200,
      "arguments": [
        {
          "name": "dt",
          "type": "f32",
          "doc": "milliseconds",
          "range": [
            0,
            3.4028235e+38
          ]
        },
        {
          "name": "gain",
          "type": "f32",
          "doc": "current that a spike sends to each neighbour",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        },
        {
          "name": "learn",
          "type": "bool",
          "doc": "whether weights change by the timing of spikes"
        }
      ],
      "results": [
        {
          "name": "fired",
          "type": "u32"
        },
        {
          "name": "spikes",
          "type": "u32"
        }
      ]
    },
    {
      "number": 11,
      "name": "getSpikes",
      "hash": "6b0ae35f75410320",
      "doc": "Who fired in the last step: bit i is neuron i.",
      "maxTimeMs": 50,
      "arguments": [],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 12,
      "name": "describe",
      "hash": "1490b66977b4033b",
      "doc": "What the core holds and how it is set up. dims is 0 before init.",
      "maxTimeMs": 50,
      "arguments": [],
      "results": [
        {
          "name": "count",
          "type": "u32"
        },
        {
          "name": "coreId",
          "type": "u32"
        },
        {
          "name": "metric",
          "type": "u32"
        },
        {
          "name": "dims",
          "type": "u32"
        },
        {
          "name": "capacity",
          "type": "u32"
        }
      ]
    },
    {
      "number": 13,
      "name": "getMembrane",
      "hash": "b00c1c76adeccab7",
      "doc": "The membrane potential of a neuron; it fires at its threshold, 1 after a reset.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "index",
          "type": "u32",
          "doc": "the neuron",
          "range": [
            0,
            31
          ]
        }
      ],
      "results": [
        {
          "name": "",
          "type": "f32"
        }
      ]
    },
    {
      "number": 14,
      "name": "query",
      "hash": "77de932e3922275f",
      "doc": "The whole experiment in one request: from rest, `ticks` times drive the neurons of the k nearest vectors and let dt milliseconds pass. Answers what was found, and who fired in each tick.",
      "maxTimeMs": 250,
      "arguments": [
        {
          "name": "query",
          "type": [
            "f32",
            16
          ],
          "doc": "components; those beyond the dimensions in use are ignored",
          "range": [
            -1000000000000000000,
            1000000000000000000
          ]
        },
        {
          "name": "k",
          "type": "u8",
          "doc": "how many nearest vectors",
          "range": [
            0,
            16
          ]
        },
        {
          "name": "gain",
          "type": "f32",
          "doc": "current for a vector at distance 0",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        },
        {
          "name": "dt",
          "type": "f32",
          "doc": "milliseconds a tick",
          "range": [
            0,
            3.4028235e+38
          ]
        },
        {
          "name": "ticks",
          "type": "u8",
          "doc": "how many",
          "range": [
            0,
            16
          ]
        }
      ],
      "results": [
        {
          "name": "answer",
          "type": {
            "name": "Experiment",
            "fields": [
              {
                "name": "found",
                "type": "u8",
                "doc": "How many were found."
              },
              {
                "name": "ticks",
                "type": "u8",
                "doc": "How many ticks passed."
              },
              {
                "name": "neighbours",
                "type": [
                  {
                    "name": "Result",
                    "fields": [
                      {
                        "name": "index",
                        "type": "u8",
                        "doc": "Low byte of the slot's index; 255 in an empty record."
                      },
                      {
                        "name": "core",
                        "type": "u8",
                        "doc": "The core that holds the slot."
                      },
                      {
                        "name": "indexHigh",
                        "type": "u8",
                        "doc": "High byte of the index; 0 while a core has at most 255 slots."
                      },
                      {
                        "name": "flags",
                        "type": "u8",
                        "doc": "Bit 0: the distance is approximate."
                      },
                      {
                        "name": "distance",
                        "type": "f32",
                        "doc": "Distance to the query; the largest finite f32 in an empty record."
                      }
                    ]
                  },
                  16,
                  "found"
                ],
                "doc": "Nearest first; ties by index."
              },
              {
                "name": "raster",
                "type": [
                  "u32",
                  16,
                  "ticks"
                ],
                "doc": "Who fired in each tick: bit i is neuron i."
              }
            ]
          }
        }
      ]
    },
    {
      "number": 15,
      "name": "lastError",
      "hash": "0e7a8c1b7385724b",
      "doc": "Why the core last refused something, and forgets it: 0 nothing, 1 full, 2 an argument out of range, 3 a number that is not finite, 4 a time step, 5 a search where there is nothing.",
      "maxTimeMs": 50,
      "arguments": [],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 16,
      "name": "subscribe",
      "hash": "5ab72975e3736313",
      "doc": "Sets what this host wants to hear without asking: events of topics, and lines of the log.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "topics",
          "type": "u8",
          "doc": "bit 1 who fires after each step, bit 2 what the link has counted",
          "range": [
            0,
            6
          ]
        },
        {
          "name": "logLevel",
          "type": "u8",
          "doc": "0 no log, 1 errors, 2 warnings as well, 3 everything",
          "range": [
            0,
            3
          ]
        }
      ],
      "results": []
    },
    {
      "number": 17,
      "name": "freeRun",
      "hash": "e8a92f58b7da9771",
      "doc": "Lets time pass by itself from now on, until it is told otherwise or the session ends: a step and what follows from it, as snnTick, each period. A step that is late is left out.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "periodMs",
          "type": "u16",
          "doc": "milliseconds between steps; 0 ends it",
          "range": [
            0,
            60000
          ]
        },
        {
          "name": "dt",
          "type": "f32",
          "doc": "simulated milliseconds a step",
          "range": [
            0,
            3.4028235e+38
          ]
        },
        {
          "name": "gain",
          "type": "f32",
          "doc": "current that a spike sends to each neighbour",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        },
        {
          "name": "learn",
          "type": "bool",
          "doc": "whether weights change by the timing of spikes"
        }
      ],
      "results": []
    },
    {
      "number": 18,
      "name": "snapshotSize",
      "hash": "24b0ed95a46816fb",
      "doc": "How many bytes a snapshot of the core has.",
      "maxTimeMs": 100,
      "arguments": [],
      "results": [
        {
          "name": "",
          "type": "u32"
        }
      ]
    },
    {
      "number": 19,
      "name": "snapshotRead",
      "hash": "79599d4419e97b6c",
      "doc": "A piece of a snapshot of the core. Its pieces fit together while the core stays as it is; a checksum at its end tells.",
      "maxTimeMs": 200,
      "arguments": [
        {
          "name": "offset",
          "type": "u32",
          "doc": "of the piece's first byte"
        }
      ],
      "results": [
        {
          "name": "piece",
          "type": {
            "name": "Piece",
            "fields": [
              {
                "name": "count",
                "type": "u8",
                "doc": "How many bytes there are: as many as fit, fewer at the end, 0 behind it."
              },
              {
                "name": "bytes",
                "type": [
                  "u8",
                  224,
                  "count"
                ]
              }
            ]
          }
        }
      ]
    },
    {
      "number": 20,
      "name": "restoreBegin",
      "hash": "7c2d2de9a177d087",
      "doc": "Begins to restore a snapshot. Answers true.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "token",
          "type": "u16",
          "doc": "the handshake's"
        }
      ],
      "results": [
        {
          "name": "",
          "type": "bool"
        }
      ],
      "refusals": [
        {
          "name": "DENIED",
          "code": 13,
          "doc": "the token is not the one that this session's handshake gave; nothing will be restored"
        }
      ]
    },
    {
      "number": 21,
      "name": "restoreWrite",
      "hash": "bb0eedd79255f2ae",
      "doc": "Takes a piece of the snapshot. False if nothing is being restored, or if it lies outside of a snapshot.",
      "maxTimeMs": 50,
      "arguments": [
        {
          "name": "offset",
          "type": "u32",
          "doc": "of the piece's first byte"
        },
        {
          "name": "count",
          "type": "u8",
          "doc": "how many of the bytes count",
          "range": [
            0,
            224
          ]
        },
        {
          "name": "bytes",
          "type": [
            "u8",
            224
          ],
          "doc": "those, and others"
        }
      ],
      "results": [
        {
          "name": "",
          "type": "bool"
        }
      ]
    },
    {
      "number": 22,
      "name": "restoreCommit",
      "hash": "931e875b5d26e7cc",
      "doc": "Makes the core what the snapshot says. If it is damaged or of another geometry, the answer is false, lastError says why, and the core is as before.",
      "maxTimeMs": 500,
      "arguments": [],
      "results": [
        {
          "name": "",
          "type": "bool"
        }
      ]
    },
    {
      "number": 40,
      "name": "queryCodes",
      "hash": "52866e74a01fbb1f",
      "doc": "As `query`, with a query of 20 bytes in place of 64: component i is codes[i] x scale.",
      "maxTimeMs": 250,
      "arguments": [
        {
          "name": "codes",
          "type": [
            "i8",
            16
          ],
          "doc": "those beyond the dimensions in use are ignored"
        },
        {
          "name": "scale",
          "type": "f32",
          "doc": "of all components",
          "range": [
            0,
            7000000000000000
          ]
        },
        {
          "name": "k",
          "type": "u8",
          "doc": "how many nearest vectors",
          "range": [
            0,
            16
          ]
        },
        {
          "name": "gain",
          "type": "f32",
          "doc": "current for a vector at distance 0",
          "range": [
            -3.4028235e+38,
            3.4028235e+38
          ]
        },
        {
          "name": "dt",
          "type": "f32",
          "doc": "milliseconds a tick",
          "range": [
            0,
            3.4028235e+38
          ]
        },
        {
          "name": "ticks",
          "type": "u8",
          "doc": "how many",
          "range": [
            0,
            16
          ]
        }
      ],
      "results": [
        {
          "name": "answer",
          "type": {
            "name": "Experiment",
            "fields": [
              {
                "name": "found",
                "type": "u8",
                "doc": "How many were found."
              },
              {
                "name": "ticks",
                "type": "u8",
                "doc": "How many ticks passed."
              },
              {
                "name": "neighbours",
                "type": [
                  {
                    "name": "Result",
                    "fields": [
                      {
                        "name": "index",
                        "type": "u8",
                        "doc": "Low byte of the slot's index; 255 in an empty record."
                      },
                      {
                        "name": "core",
                        "type": "u8",
                        "doc": "The core that holds the slot."
                      },
                      {
                        "name": "indexHigh",
                        "type": "u8",
                        "doc": "High byte of the index; 0 while a core has at most 255 slots."
                      },
                      {
                        "name": "flags",
                        "type": "u8",
                        "doc": "Bit 0: the distance is approximate."
                      },
                      {
                        "name": "distance",
                        "type": "f32",
                        "doc": "Distance to the query; the largest finite f32 in an empty record."
                      }
                    ]
                  },
                  16,
                  "found"
                ],
                "doc": "Nearest first; ties by index."
              },
              {
                "name": "raster",
                "type": [
                  "u32",
                  16,
                  "ticks"
                ],
                "doc": "Who fired in each tick: bit i is neuron i."
              }
            ]
          }
        }
      ]
    }
  ]
};

/** A board that offers these methods, at the other end of a session. */
export class MethodsClient extends RpcClient {
  /** Works over a session that is open already; {@link RpcClient.open} opens one. */
  constructor(session: Session, missing: ReadonlySet<number> = new Set()) {
    super(session, DICTIONARY, missing);
  }

  /**
   * Empties the core and sets it up. Everything that it held is gone.
   * @param dims - dimensions of the vectors
   * @param metric - 0 squared L2, 1 cosine, 2 dot
   * @param coreId - stands in every result of this core
   */
  async init( dims: number, metric: number, coreId: number, options: CallOptions = {}): Promise<void> {
    await this.call(1, [dims, metric, coreId], options);
  }

  /**
   * Stores a vector, and answers with its slot; 255 if it was refused, then lastError says why.
   * @param vector - components; those beyond the dimensions in use are ignored
   */
  async insert( vector: ArrayLike<number>, options: CallOptions = {}): Promise<number> {
    return (await this.call(2, [vector], options)) as number;
  }

  /**
   * The k nearest vectors.
   * @param query - components; those beyond the dimensions in use are ignored
   * @param k - how many
   */
  async search( query: ArrayLike<number>, k: number, options: CallOptions = {}): Promise<Neighbours> {
    return (await this.call(3, [query, k], options)) as Neighbours;
  }

  /**
   * Labels a slot, whether or not it holds a vector.
   * @param index - the slot
   * @param type - the label
   */
  async setNodeType( index: number, type: number, options: CallOptions = {}): Promise<void> {
    await this.call(4, [index, type], options);
  }

  /**
   * The label of a slot.
   * @param index - the slot
   */
  async getNodeType( index: number, options: CallOptions = {}): Promise<number> {
    return (await this.call(5, [index], options)) as number;
  }

  /**
   * Searches, and drives the neuron of each vector found with a current that falls with its distance. Answers how many were found.
   * @param query - components; those beyond the dimensions in use are ignored
   * @param k - how many nearest vectors
   * @param gain - current for a vector at distance 0
   */
  async hnswToSnn( query: ArrayLike<number>, k: number, gain: number, options: CallOptions = {}): Promise<number> {
    return (await this.call(6, [query, k, gain], options)) as number;
  }

  /** Puts every neuron to rest and time to 0. Vectors, labels and learned weights stay. */
  async snnReset( options: CallOptions = {}): Promise<void> {
    await this.call(7, [], options);
  }

  /**
   * Drives one neuron.
   * @param index - the neuron
   * @param current - added to the membrane potential
   */
  async snnInject( index: number, current: number, options: CallOptions = {}): Promise<void> {
    await this.call(8, [index, current], options);
  }

  /**
   * Lets time pass.
   * @param dt - milliseconds
   */
  async snnStep( dt: number, options: CallOptions = {}): Promise<{ readonly fired: number; readonly spikes: number }> {
    return (await this.call(9, [dt], options)) as { readonly fired: number; readonly spikes: number };
  }

  /**
   * Lets time pass; then spikes travel to the neighbours, then weights learn from the timing, if they shall.
   * @param dt - milliseconds
   * @param gain - current that a spike sends to each neighbour
   * @param learn - whether weights change by the timing of spikes
   */
  async snnTick( dt: number, gain: number, learn: boolean,
      options: CallOptions = {}): Promise<{ readonly fired: number; readonly spikes: number }> {
    return (await this.call(10, [dt, gain, learn], options)) as { readonly fired: number; readonly spikes: number };
  }

  /** Who fired in the last step: bit i is neuron i. */
  async getSpikes( options: CallOptions = {}): Promise<number> {
    return (await this.call(11, [], options)) as number;
  }

  /** What the core holds and how it is set up. dims is 0 before init. */
  async describe(
      options: CallOptions = {}): Promise<{ readonly count: number; readonly coreId: number; readonly metric: number; readonly dims: number; readonly capacity: number }> {
    return (await this.call(12, [], options)) as { readonly count: number; readonly coreId: number; readonly metric: number; readonly dims: number; readonly capacity: number };
  }

  /**
   * The membrane potential of a neuron; it fires at its threshold, 1 after a reset.
   * @param index - the neuron
   */
  async getMembrane( index: number, options: CallOptions = {}): Promise<number> {
    return (await this.call(13, [index], options)) as number;
  }

  /**
   * The whole experiment in one request: from rest, `ticks` times drive the neurons of the k nearest vectors and let dt milliseconds pass. Answers what was found, and who fired in each tick.
   * @param query - components; those beyond the dimensions in use are ignored
   * @param k - how many nearest vectors
   * @param gain - current for a vector at distance 0
   * @param dt - milliseconds a tick
   * @param ticks - how many
   */
  async query( query: ArrayLike<number>, k: number, gain: number, dt: number, ticks: number,
      options: CallOptions = {}): Promise<Experiment> {
    return (await this.call(14, [query, k, gain, dt, ticks], options)) as Experiment;
  }

  /** Why the core last refused something, and forgets it: 0 nothing, 1 full, 2 an argument out of range, 3 a number that is not finite, 4 a time step, 5 a search where there is nothing. */
  async lastError( options: CallOptions = {}): Promise<number> {
    return (await this.call(15, [], options)) as number;
  }

  /**
   * Sets what this host wants to hear without asking: events of topics, and lines of the log.
   * @param topics - bit 1 who fires after each step, bit 2 what the link has counted
   * @param logLevel - 0 no log, 1 errors, 2 warnings as well, 3 everything
   */
  async subscribe( topics: number, logLevel: number, options: CallOptions = {}): Promise<void> {
    await this.call(16, [topics, logLevel], options);
  }

  /**
   * Lets time pass by itself from now on, until it is told otherwise or the session ends: a step and what follows from it, as snnTick, each period. A step that is late is left out.
   * @param periodMs - milliseconds between steps; 0 ends it
   * @param dt - simulated milliseconds a step
   * @param gain - current that a spike sends to each neighbour
   * @param learn - whether weights change by the timing of spikes
   */
  async freeRun( periodMs: number, dt: number, gain: number, learn: boolean, options: CallOptions = {}): Promise<void> {
    await this.call(17, [periodMs, dt, gain, learn], options);
  }

  /** How many bytes a snapshot of the core has. */
  async snapshotSize( options: CallOptions = {}): Promise<number> {
    return (await this.call(18, [], options)) as number;
  }

  /**
   * A piece of a snapshot of the core. Its pieces fit together while the core stays as it is; a checksum at its end tells.
   * @param offset - of the piece's first byte
   */
  async snapshotRead( offset: number, options: CallOptions = {}): Promise<Piece> {
    return (await this.call(19, [offset], options)) as Piece;
  }

  /**
   * Begins to restore a snapshot. Answers true.
   * @param token - the handshake's
   * @throws RefusedError - `DENIED`: the token is not the one that this session's handshake gave; nothing will be restored
   */
  async restoreBegin( token: number, options: CallOptions = {}): Promise<boolean> {
    return (await this.call(20, [token], options)) as boolean;
  }

  /**
   * Takes a piece of the snapshot. False if nothing is being restored, or if it lies outside of a snapshot.
   * @param offset - of the piece's first byte
   * @param count - how many of the bytes count
   * @param bytes - those, and others
   */
  async restoreWrite( offset: number, count: number, bytes: ArrayLike<number>,
      options: CallOptions = {}): Promise<boolean> {
    return (await this.call(21, [offset, count, bytes], options)) as boolean;
  }

  /** Makes the core what the snapshot says. If it is damaged or of another geometry, the answer is false, lastError says why, and the core is as before. */
  async restoreCommit( options: CallOptions = {}): Promise<boolean> {
    return (await this.call(22, [], options)) as boolean;
  }

  /**
   * As `query`, with a query of 20 bytes in place of 64: component i is codes[i] x scale.
   * @param codes - those beyond the dimensions in use are ignored
   * @param scale - of all components
   * @param k - how many nearest vectors
   * @param gain - current for a vector at distance 0
   * @param dt - milliseconds a tick
   * @param ticks - how many
   */
  async queryCodes( codes: ArrayLike<number>, scale: number, k: number, gain: number, dt: number, ticks: number,
      options: CallOptions = {}): Promise<Experiment> {
    return (await this.call(40, [codes, scale, k, gain, dt, ticks], options)) as Experiment;
  }
}
