const LIMIT = 1; //! GN5010
