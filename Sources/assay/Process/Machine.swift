import Glibc
import Records

/// The clock and the machine, asked once by the command layer.
enum Machine {
  /// The current time, in whole seconds: finer ones tell nobody anything.
  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) &* 1_000_000)
  }

  /// The current time in nanoseconds since 1970, as files have it.
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// Seconds on a clock that nobody sets.
  static func uptime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  /// The machine's own name; `localhost` where it has none.
  static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? "localhost" : text
  }

  /// Processors that can be used.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Gives memory that is free back to the system.
  ///
  /// What one thread took apart another one does not get, so that each stage of a large run would have its own.
  static func giveBackMemory() { _ = trimHeap(0) }

  /// Lets threads share heaps, two to each.
  ///
  /// The C library gives every thread one, where what another one would need lies idle: a tenth of all memory.
  static func shareHeaps(threads: Int) {
    _ = setHeapOption(heapCountOption, Int32(clamping: max(1, threads / 2)))
  }

  /// Lets large pieces of memory go back to the system as soon as they are free, from now on.
  ///
  /// The C library keeps them once it has seen some, which spares page faults while parts of alike sizes come and
  /// go; what follows has few, and leaves holes.
  static func giveBackLargePieces() { _ = setHeapOption(mappedSizeOption, 1 << 20) }

  /// `M_ARENA_MAX` and `M_MMAP_THRESHOLD`.
  private static let heapCountOption: Int32 = -8
  private static let mappedSizeOption: Int32 = -3

  /// Who runs this, as the environment says it: a claim, not a proof.
  static func actor(_ environment: Environment, host: String) -> String {
    let user =
      environment["GITHUB_ACTOR"] ?? environment["GITLAB_USER_LOGIN"] ?? environment["USER"]
      ?? environment["LOGNAME"] ?? "uid-\(getuid())"
    return "\(user)@\(host)"
  }
}

/// `malloc_trim` of the C library, which its module leaves out; a module with `malloc.h` of our own cannot be loaded
/// beside those of Foundation and libxml2, which contradict each other.
@_silgen_name("malloc_trim") private func trimHeap(_ left: Int) -> Int32

/// `mallopt`, likewise.
@_silgen_name("mallopt") private func setHeapOption(_ option: Int32, _ value: Int32) -> Int32
