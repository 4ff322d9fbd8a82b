import ArgumentParser

/// `assay snapshot`.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "What a snapshot of a fleet holds.",
    subcommands: [SnapshotDescribeCommand.self])
}
