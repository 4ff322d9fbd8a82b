import ArgumentParser
import CELVectors
import Documents

/// `assay-vectors generate`.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Prints vectors made from a seed, with our own values as what must come of them.",
    discussion: """
      The same seed gives the same vectors. Of the `common` vocabulary is what cel-expr-python can
      run as well; `whole` is everything that the language has here; `patterns` are five vectors
      over each regular expression.
      """)

  /// What expressions are made of.
  enum Words: String, CaseIterable, ExpressibleByArgument {
    case common, whole, patterns
  }

  @Option(help: "Where the numbers come from.")
  var seed: UInt64

  @Option(help: "How many expressions or patterns.")
  var count = 1_000

  @Option(help: "What they may use.")
  var vocabulary = Words.whole

  @Flag(help: "Leave out what must come of them.")
  var bare = false

  func run() throws {
    guard (0...10_000_000).contains(count) else { throw Ending.unusable("no such count") }
    let vectors = (0..<count).flatMap(vectors)
    var writer = JSONWriter(pretty: false)
    writer.object { writer in
      writer.member("format", VectorReader.format)
      writer.member("file", "generated_\(seed)")
      writer.member("count", vectors.count)
      writer.key("tests")
      writer.array { writer in
        for vector in vectors {
          (bare ? vector : GeneratedSuite.judged(vector)).write(to: &writer)
        }
      }
    }
    Output.standard.write(writer.bytes + Array("\n".utf8))
  }

  private func vectors(_ number: Int) -> [Vector] {
    switch vocabulary {
    case .common: [GeneratedSuite.vector(seed: seed, number: number, .common)]
    case .whole: [GeneratedSuite.vector(seed: seed, number: number, .whole)]
    case .patterns: PatternSuite.vectors(seed: seed, number: number)
    }
  }
}
