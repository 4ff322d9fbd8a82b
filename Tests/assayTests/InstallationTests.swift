import TestSupport
import Testing

/// `packaging/install.sh`: what is laid below a prefix works there.
struct InstallationTests {
  private static let root = "\(#filePath)".split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" }

  @Test func `an installed executable finds its packs, whole`() throws {
    let folder = try TemporaryFolder()
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    let installed = try Tool.run(
      ["-c", "cd \"$0\" && packaging/install.sh \"$1\" \"$2\"", Self.root, Tool.path, folder.path],
      in: folder, environment: environment, program: "/bin/sh")
    #expect(installed.status == 0, "\(installed)")
    let rules = try Tool.run(
      ["policy", "list"], in: folder, environment: environment, program: folder.file("bin/assay"))
    #expect(rules.status == 0, "\(rules)")
    #expect(rules.output.contains("iam-scope/instance-role-within-envelope"))
    let help = try Tool.run(
      ["--help"], in: folder, program: folder.file("share/assay/collect/collect"))
    #expect(help.status == 0 && help.output.hasPrefix("usage: collect"), "\(help)")
  }
}
