import ArgumentParser
import AssayReports

/// How much is said.
struct VerbosityOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Only the last line; twice: nothing but errors.")
  var quiet: Int

  @Flag(
    name: .shortAndLong,
    help: "Passes too, and on standard error which configuration, packs and files were used.")
  var verbose = false

  /// Whether nothing at all goes to standard output.
  var isSilent: Bool { quiet > 1 }

  var text: TextOptions.Verbosity { quiet > 0 ? .quiet : verbose ? .verbose : .normal }
}
