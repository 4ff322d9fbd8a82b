import Testing
import TestSupport

/// `assay cel`.
struct CELCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("users.yaml", "users:\n  - {name: Ann, age: 41}\n  - {name: Bo, age: 12}\n")
    try folder.write("volume.yaml", "encrypted: true\n")
  }

  private func eval(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(["cel", "eval"] + arguments, in: folder)
  }

  @Test(arguments: [
    (["1 + 1"], "2\n"),
    (["[1, 2].map(x, x * 2)"], "[2, 4]\n"),
    (["users.filter(u, u.age > 30).map(u, u.name)", "--data", "users.yaml"], "[\"Ann\"]\n"),
    (["data.users.size()", "--data", "users.yaml"], "2\n"),
    (["resource.encrypted", "--kind", "volume", "--data", "volume.yaml"], "true\n"),
    (["now", "--now", "2026-11-22T02:00:00Z"], "2026-11-22T02:00:00Z\n"),
    (
      ["{\"a\": [1, true, null]}", "--format", "json"],
      """
      {
        "type": "map(string, list(dyn))",
        "value": {
          "a": [
            1,
            true,
            null
          ]
        }
      }

      """
    ),
  ])
  func `an expression has a value`(_ arguments: [String], _ output: String) throws {
    let outcome = try eval(arguments)
    #expect(outcome.output == output, "\(outcome)")
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    (["1 / 0"], "(error: divide by zero)\n"),
    (
      ["resource.iops", "--kind", "volume", "--data", "volume.yaml"],
      ""
    ),
  ])
  func `what is no value ends with 1, what does not compile with 2`(
    _ arguments: [String], _ output: String
  ) throws {
    let outcome = try eval(arguments)
    #expect(outcome.output == output, "\(outcome)")
    #expect(outcome.status == (output.isEmpty ? 2 : 1))
  }

  @Test func `an unknown is told with its place`() throws {
    try folder.write("volume.yaml", "encrypted: !unknown\n")
    let outcome = try eval(
      ["resource.encrypted", "--kind", "volume", "--data", "volume.yaml", "--format", "json"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("resource.encrypted: "), "\(outcome)")
  }

  @Test(arguments: [
    (["user", "--data", "users.yaml"], "did you mean `users`?"),
    (["resource.encryptd", "--kind", "volume", "--data", "volume.yaml"], "`encrypted`"),
    (["1", "--kind", "volum"], "did you mean `volume`?"),
    (["1", "--data", "none.yaml"], "no file or folder `none.yaml`"),
    (["(("], "expected an expression"),
    ([String(repeating: "(", count: 2_000)], "nest"),
  ])
  func `what is wrong is told with the way out`(_ arguments: [String], _ words: String) throws {
    let outcome = try eval(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome)")
  }

  @Test func `a dialogue keeps what it is told`() throws {
    let outcome = try Tool.run(
      ["cel", "repl", "--data", "users.yaml"], in: folder,
      input: """
        users.size()
        :let older = users.filter(u, \\
          u.age > 30)
        older[0].name
        :type older
        :vars
        older[
        :lat
        \u{0}\u{1b}[31m
        :quit
        1 / 0
        """)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.output == """
        2
        [{"age": 41, "name": "Ann"}]
        "Ann"
        list(dyn)
        data: dyn
        now: timestamp
        older: list(dyn)
        users: dyn

        """, "\(outcome.output)")
    for words in ["expected an expression", "did you mean `:let`?"] {
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(!outcome.errors.contains("\u{1b}"))
  }
}
