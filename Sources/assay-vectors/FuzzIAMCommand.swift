import ArgumentParser
import Documents
import IAM
import IAMVectors

/// `assay-vectors fuzz-iam`.
struct FuzzIAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz-iam",
    abstract: "Holds what is proved of random policies against brute force.",
    discussion: """
      Each pair of policies comes from the seed and its number. Whatever is said to be contained is
      held against all requests of a small universe, and whatever is said to be new against the
      evaluator. A fault is printed with its number, and makes the exit status 1; so do more than
      three unknown answers in a hundred. `--number` runs a single pair again and prints it.
      """)

  @Option(help: "Where the numbers come from.")
  var seed: UInt64

  @Option(help: "How many pairs.")
  var pairs = 100_000

  @Option(help: "Run only the pair of this number, and print it.")
  var number: Int?

  @Flag(help: "Print the number of each pair of which nothing is known, too.")
  var unknown = false

  /// Of a hundred.
  private static let mostUnknown = 3
  private static let mostFaults = 20

  func run() throws {
    guard (1...10_000_000).contains(pairs) else { throw Ending.unusable("no such number of pairs") }
    var trial = ContainmentTrial(.bundled)
    if let number { return try run(number, &trial) }
    var (contained, new, unknown, faults) = (0, 0, 0, 0)
    var reasons: [String: Int] = [:]
    for number in 0..<pairs where faults < Self.mostFaults {
      switch trial.run(PolicyPair(seed: seed, number: number), seed: UInt64(number)) {
      case .contained: contained += 1
      case .new: new += 1
      case .unknown(let own):
        unknown += 1
        if self.unknown { Output.standard.write("pair \(number): unknown\n") }
        for reason in Set(own.map(Self.kind)) { reasons[reason, default: 0] += 1 }
      case .fault(let what):
        faults += 1
        Output.standard.write("pair \(number): \(SafeText.message(what))\n")
      }
    }
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      Output.standard.write("unknown \(count): \(SafeText.message(reason))\n")
    }
    let run = contained + new + unknown + faults
    Output.standard.write(
      "\(run) pairs of seed \(seed): \(contained) contained, \(new) new, \(unknown) unknown, "
        + "\(faults) faults\n")
    if faults > 0 || unknown * 100 > run * Self.mostUnknown { throw Ending.failed }
  }

  private func run(_ number: Int, _ trial: inout ContainmentTrial) throws {
    let pair = PolicyPair(seed: seed, number: number)
    Output.standard.write(pair.text)
    switch trial.run(pair, seed: UInt64(number)) {
    case .contained: Output.standard.write("contained\n")
    case .new: Output.standard.write("new\n")
    case .unknown(let reasons):
      for reason in reasons { Output.standard.write("unknown: \(SafeText.message(reason))\n") }
    case .fault(let what):
      Output.standard.write("fault: \(SafeText.message(what))\n")
      throw Ending.failed
    }
  }

  /// A reason without what it says of one pair.
  private static func kind(_ reason: String) -> String {
    guard let colon = reason.firstRange(of: ": ") else { return reason }
    return String(reason[..<colon.lowerBound])
  }
}
