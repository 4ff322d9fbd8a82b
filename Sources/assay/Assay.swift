import ArgumentParser

/// The command line.
@main
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay", abstract: "Judges golden images and the fleets launched from them.",
    version: "0.1.0")
}
