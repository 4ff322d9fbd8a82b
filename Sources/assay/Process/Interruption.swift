import Glibc
import Synchronization

/// What happens on Ctrl-C and on faults of ours.
///
/// The process ends at once with 128 + signal: SQLite survives that at any instant. Only while files
/// are being replaced it waits until that is done, so that no half of a file is left.
enum Interruption {
  /// The signal that came while files were being replaced; 0 for none.
  private static let pending = Atomic<Int32>(0)
  private static let shields = Atomic<Int32>(0)

  /// Bytes of the stack on which faults are told, for the case that ours is used up.
  private static let faultStack = 64 << 10

  static func install() {
    // Statics are made on first use, which must not be inside a signal.
    pending.store(0, ordering: .relaxed)
    shields.store(0, ordering: .relaxed)
    // A reader that goes away, as in `assay … | head`, is told by `write`.
    signal(SIGPIPE, SIG_IGN)
    // A file that reaches the limit of its size is told by `write` as well.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] { take(number) { Interruption.arrived($0) } }
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: faultStack, alignment: 16)
    stack.ss_size = faultStack
    sigaltstack(&stack, nil)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      take(number) { _ in
        let text: StaticString = "assay: a fault of assay itself; please report it\n"
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
        _exit(ExitStatus.fault.rawValue)
      }
    }
  }

  /// Runs `body` to its end even when a signal asks to stop, then stops.
  static func shielding<Value, Failure>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    shields.add(1, ordering: .sequentiallyConsistent)
    defer {
      shields.subtract(1, ordering: .sequentiallyConsistent)
      let number = pending.load(ordering: .sequentiallyConsistent)
      if number != 0 { _exit(128 + number) }
    }
    return try body()
  }

  /// Runs inside the signal: nothing here may allocate or lock.
  private static func arrived(_ number: Int32) {
    let isFirst =
      pending.compareExchange(
        expected: 0, desired: number, ordering: .sequentiallyConsistent
      ).exchanged
    if shields.load(ordering: .sequentiallyConsistent) == 0 || !isFirst { _exit(128 + number) }
  }

  /// Leaves a signal ignored that the caller ignores, as `nohup` does.
  private static func take(_ number: Int32, _ body: @escaping @convention(c) (Int32) -> Void) {
    var old = sigaction()
    sigaction(number, nil, &old)
    if old.__sigaction_handler.sa_handler.map({ unsafeBitCast($0, to: Int.self) }) == 1 { return }
    var new = sigaction()
    new.__sigaction_handler.sa_handler = body
    new.sa_flags = SA_RESTART | SA_ONSTACK
    sigaction(number, &new, nil)
  }
}
