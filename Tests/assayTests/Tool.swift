import Glibc
import Testing

/// The built program, run as a user runs it.
struct Tool {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The executable beside the test bundle.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
    let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
    return folder.isEmpty ? ".build/debug/assay" : "\(folder)/assay"
  }()

  /// Runs the program in a folder with `environment` and nothing else of ours.
  ///
  /// A run that is killed by a signal has the status 128 + signal, as a shell says it.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, at place: String = ".",
    environment: [String: String] = [:], output: String? = nil, stoppedBy signal: Int32? = nil
  ) throws -> Outcome {
    let captured = try TemporaryFolder()
    let outputPath = output ?? "\(captured.path)/output"
    let child = try spawn(
      arguments, in: "\(folder.path)/\(place)",
      environment: ["HOME": captured.path].merging(environment) { $1 },
      output: outputPath, errors: "\(captured.path)/errors")
    if let signal { kill(child, signal) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return Outcome(
      status: code, output: output == nil ? captured.read("output") ?? "" : "",
      errors: captured.read("errors") ?? "")
  }

  private static func spawn(
    _ arguments: [String], in folder: String, environment: [String: String], output: String,
    errors: String
  ) throws -> pid_t {
    let executable = try #require(realpath(path, nil).map { String(cString: $0) }, "no \(path)")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    // A shell changes the folder, then becomes the program.
    let shell = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, executable]
    var argv = (shell + arguments).map { strdup($0) } + [nil]
    var envp =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawn(&child, "/bin/sh", &actions, nil, &argv, &envp)
    try #require(result == 0, "cannot start a shell: \(String(cString: strerror(result)))")
    return child
  }
}
