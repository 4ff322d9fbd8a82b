import Glibc

/// CPU time of this process, user and system.
enum CPUClock {
  /// Nanoseconds since it began.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Nanoseconds that one run of a body takes, over as many runs as fill a time; one run before
  /// that is not counted.
  static func nanoseconds(filling time: Int64, _ body: () -> Void) -> Double {
    body()
    var runs = 1
    while true {
      let start = now
      for _ in 0..<runs { body() }
      let taken = now - start
      if taken >= time { return Double(taken) / Double(runs) }
      runs =
        taken < time / 16 ? runs * 8 : Int(Double(runs) * 1.2 * Double(time) / Double(taken)) + 1
    }
  }
}
