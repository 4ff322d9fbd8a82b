import Glibc
import Testing
import TestSupport

/// The built program, run as a user runs it.
struct Tool {
  /// What a run left behind.
  struct Outcome {
    /// As a shell says it: 128 + signal for a program that was killed.
    let status: Int32
    let output: String
    let errors: String
    /// Whether a signal ended it before it could end by itself.
    let wasKilled: Bool
  }

  /// When to send a signal.
  struct Interruption {
    let signal: Int32
    /// A pipe that the program reads from: the signal is sent once it does.
    let pipe: String
  }

  /// The executable beside the test bundle.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
    let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
    return folder.isEmpty ? ".build/debug/assay" : "\(folder)/assay"
  }()

  /// Runs the program, or another one, in a folder with `environment` and nothing else of ours.
  ///
  /// Standard input is `input`, else nothing. Standard output goes to `output` when that is given; no file may grow beyond `fileLimit` blocks
  /// of 512 bytes.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, at place: String = ".",
    environment: [String: String] = [:], output: String? = nil, fileLimit: Int? = nil,
    interruption: Interruption? = nil, input: String? = nil, program: String = path
  ) throws -> Outcome {
    let captured = try TemporaryFolder()
    if let input { try captured.write("input", input) }
    let child = try spawn(
      program, arguments, in: "\(folder.path)/\(place)",
      environment: ["HOME": captured.path].merging(environment) { $1 },
      output: output ?? "\(captured.path)/output", errors: "\(captured.path)/errors",
      fileLimit: fileLimit, input: input == nil ? "/dev/null" : "\(captured.path)/input")
    var held: Int32?
    if let interruption {
      held = try opened("\(folder.path)/\(interruption.pipe)")
      kill(child, interruption.signal)
    }
    defer { if let held { close(held) } }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let wasKilled = status & 0x7F != 0
    return Outcome(
      status: wasKilled ? 128 + (status & 0x7F) : (status >> 8) & 0xFF,
      output: output == nil ? captured.read("output") ?? "" : "",
      errors: captured.read("errors") ?? "", wasKilled: wasKilled)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
    output: String,
    errors: String, fileLimit: Int?, input: String
  ) throws -> pid_t {
    let executable = try #require(
      realpath(program, nil).map { String(cString: $0) }, "no \(program)")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    // Threads of the test runner block signals, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // A shell changes folder and limits, then becomes the program.
    let limit = fileLimit.map { "ulimit -f \($0) && " } ?? ""
    let shell = ["sh", "-c", "cd \"$0\" && \(limit)exec \"$@\"", folder, executable]
    var argv = (shell + arguments).map { strdup($0) } + [nil]
    var envp =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp)
    try #require(result == 0, "cannot start a shell: \(String(cString: strerror(result)))")
    return child
  }

  /// The writing end of a pipe, as soon as somebody reads from it.
  private static func opened(_ pipe: String) throws -> Int32 {
    for _ in 0..<50_000_000 {
      let end = open(pipe, O_WRONLY | O_NONBLOCK)
      if end >= 0 { return end }
      sched_yield()
    }
    throw NobodyReads()
  }

  private struct NobodyReads: Error {}
}
