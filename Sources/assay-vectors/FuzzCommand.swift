import ArgumentParser
import CELVectors
import Documents
import Glibc

/// `assay-vectors fuzz`.
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract:
      "Looks for expressions that crash, hang, grow or are told differently by the evaluators.",
    discussion: """
      Each case comes from the seed and its number. A fault is printed with both and makes the exit
      status 1; a crash ends the process after the number was printed, and a case that takes ten
      seconds or a gibibyte is one. `--number` runs a single case again.
      """)

  @Option(help: "Where the numbers come from.")
  var seed: UInt64

  @Option(help: "How long to go on, CPU time.")
  var seconds = 60

  @Option(help: "Run only the case of this number, and print it.")
  var number: Int?

  /// Bytes of address space.
  private static let mostMemory: rlim_t = 1 << 30
  /// Seconds until the system ends a case.
  private static let longest: UInt32 = 10
  /// One case that takes more CPU time than this, in nanoseconds, is a fault, though it ends.
  private static let slow: Int64 = 2_000_000_000

  func run() throws {
    var bound = rlimit(rlim_cur: Self.mostMemory, rlim_max: Self.mostMemory)
    guard setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &bound) == 0 else {
      throw Ending.unusable("memory cannot be bounded")
    }
    if let number {
      Output.standard.write("\(FuzzCase(seed: seed, number: number).text)\n")
      guard !isFaulty(number) else { throw Ending.failed }
      return
    }
    let end = CPUClock.now + Int64(seconds) * 1_000_000_000
    var number = 0
    var faults = 0
    while CPUClock.now < end, faults < 20 {
      if number % 1_000 == 0 { Output.error.write("case \(number)\n") }
      if isFaulty(number) { faults += 1 }
      number += 1
    }
    alarm(0)
    Output.standard.write("\(number) cases of seed \(seed), \(faults) faults\n")
    if faults > 0 { throw Ending.failed }
  }

  private func isFaulty(_ number: Int) -> Bool {
    alarm(Self.longest)
    let start = CPUClock.now
    let fuzz = FuzzCase(seed: seed, number: number)
    var fault = fuzz.fault()
    if fault == nil, CPUClock.now - start > Self.slow { fault = "takes too long" }
    guard let fault else { return false }
    Output.standard.write("case \(number): \(SafeText.message(fuzz.text))\n  \(fault)\n")
    return true
  }
}
