import ArgumentParser
import CEL
import CELVectors
import Documents

/// `assay-vectors bench`.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures compiling and evaluating, in CPU time.",
    discussion: """
      `make bench-cel` runs this beside other implementations.
      """)

  @Option(help: "What runs the expressions: \(Evaluator.names).")
  var evaluator = Evaluator.reference

  @Flag(help: "Print what is measured, as JSON, instead of measuring it.")
  var data = false

  @Flag(help: "Print the names of the evaluators, one a line, instead of measuring.")
  var list = false

  @Flag(help: "Print the figures as one JSON document, in picoseconds.")
  var json = false

  @Option(help: "CPU time for each figure.")
  var milliseconds = 300

  func run() throws {
    guard !list else {
      return Output.standard.write(Evaluator.allCases.map { $0.rawValue + "\n" }.joined())
    }
    let fleet = InstanceFleet()
    guard !data else { return Output.standard.write(FleetJSON.bytes(of: fleet)) }
    let bench = Bench(fleet: fleet, evaluator: evaluator, time: Int64(milliseconds) * 1_000_000)
    let figures = try bench.figures()
    guard json else {
      for (name, figure) in figures {
        Output.standard.write("\(name): \(Self.rounded(figure)) ns\n")
      }
      return
    }
    var writer = JSONWriter()
    writer.object { writer in
      for (name, figure) in figures { writer.member(name, Int(figure * 1_000)) }
    }
    Output.standard.write(writer.bytes + Array("\n".utf8))
  }

  /// Tenths below a thousand.
  private static func rounded(_ figure: Double) -> String {
    figure < 1_000 ? "\((figure * 10).rounded() / 10)" : "\(Int(figure.rounded()))"
  }
}
