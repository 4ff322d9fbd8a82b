import ArgumentParser
import Documents
import IAM
import IAMVectors

/// `assay-vectors bench-iam`.
struct BenchIAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-iam",
    abstract: "Measures how long each question of containment takes, in CPU time.",
    discussion: """
      Reads vectors as `assay-vectors iam` does, and decides those of the kind `containment`.
      `make bench-iam` runs this beside a solver.
      """)

  @Argument(help: "A folder of vectors, or one file.")
  var directory: String

  @Option(help: "How often each question is asked; the median counts.")
  var rounds = 3

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  /// One question and what came of it.
  private struct Result {
    let id: String
    let answer: String
    /// The request that is new, or why nothing is known; empty when contained.
    let detail: String
    let microseconds: Int
  }

  func run() throws {
    guard (1...1000).contains(rounds) else { throw Ending.unusable("no such number of rounds") }
    var results: [Result] = []
    for file in try VectorRun.files(directory) {
      for entry in PolicyVectorFile.read(file) {
        guard case .understood(let vector) = entry.reading,
          case .containment(let question) = vector.question
        else { continue }
        results.append(result(entry.id, question))
      }
    }
    guard !results.isEmpty else { throw Ending.unusable("no question of containment") }
    if json {
      Output.standard.write(Self.document(results))
    } else {
      let times = results.map(\.microseconds).sorted()
      Output.standard.write(
        "\(results.count) questions: median \(times[times.count / 2]) µs, "
          + "95 of 100 within \(times[times.count * 95 / 100]) µs, worst \(times[times.count - 1]) µs, "
          + "together \(times.reduce(0, +)) µs\n")
    }
  }

  private func result(_ id: String, _ question: ContainmentCase) -> Result {
    let containment = Containment(.catalogue(.bundled))
    let candidate = [Level(.identity, question.candidate)]
    let reference = [Level(.identity, question.reference)]
    var times: [Int64] = []
    var answer = Containment.Answer.contained
    for _ in 0..<rounds {
      let start = CPUClock.now
      answer = containment.check(candidate, within: reference)
      times.append(CPUClock.now - start)
    }
    times.sort()
    let (word, detail) = Self.words(answer)
    return Result(
      id: id, answer: word, detail: detail, microseconds: Int(times[times.count / 2] / 1000))
  }

  private static func words(_ answer: Containment.Answer) -> (String, String) {
    switch answer {
    case .contained: ("contained", "")
    case .new(let found): ("new", found.first.map { ContainmentTrial.text($0.request) } ?? "")
    case .unknown(let reasons): ("unknown", reasons.joined(separator: "; "))
    }
  }

  private static func document(_ results: [Result]) -> [UInt8] {
    var writer = JSONWriter()
    writer.array { writer in
      for result in results {
        writer.object { writer in
          writer.member("id", result.id)
          writer.member("answer", result.answer)
          writer.member("detail", result.detail)
          writer.member("microseconds", result.microseconds)
        }
      }
    }
    return writer.bytes + Array("\n".utf8)
  }
}
