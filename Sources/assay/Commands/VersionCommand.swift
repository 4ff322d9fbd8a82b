import ArgumentParser

/// `assay version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Say which release this is.")

  func run() throws {
    try StandardStream.output.write(Array("assay \(Version.current)\n".utf8))
  }
}
