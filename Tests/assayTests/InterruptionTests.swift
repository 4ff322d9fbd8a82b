import Glibc
import Testing
import TestSupport

/// What a signal leaves behind.
struct InterruptionTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a signal ends the program at once, and the database is whole`(
    signal: Int32, status: Int32
  ) throws {
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("a.yaml", Project.leaky)
    let call = ["gate", "--policies", "house", "a.yaml", "-q"]
    #expect(try Tool.run(call, in: folder).status == 1)
    // The program waits for this pipe, so that the signal finds it in the middle of a run.
    mkfifo("\(folder.path)/pipe", 0o600)
    let outcome = try Tool.run(
      call + ["pipe", "--out", "out"], in: folder,
      interruption: Tool.Interruption(signal: signal, pipe: "pipe"))
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(!outcome.wasKilled)
    #expect(folder.names(in: "out").isEmpty)
    #expect(try Tool.run(call, in: folder).status == 1)
  }

  @Test func `a reader that goes away is no error`() throws {
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("a.yaml", Project.leaky)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let outcome = try Tool.run(
      ["gate", "--policies", "house", "a.yaml"], in: folder, output: "/proc/self/fd/\(ends[1])")
    #expect(outcome.status == 1, "\(outcome.errors)")
  }
}
