import Testing

/// The house must see what is planted in it, and must not cry where nothing is wrong.
struct HouseFaultTests {
  /// A line in a room, and a part of the complaint; nil for none.
  struct Fault: Sendable, CustomTestStringConvertible {
    let path: String
    let line: String
    let complaint: String?
    var testDescription: String { "\(line) in \(path)" }

    init(_ path: String, _ line: String, _ complaint: String?) {
      self.path = path
      self.line = line
      self.complaint = complaint
    }
  }

  @Test(arguments: planted)
  func `a planted fault is seen where it stands`(_ fault: Fault) throws {
    let file = SwiftText(path: fault.path, "/// A file.\n\(fault.line)\n")
    let complaints = House.complaints(about: [file])
    guard let expected = fault.complaint else {
      #expect(complaints.isEmpty, "\(complaints)")
      return
    }
    let complaint = try #require(complaints.first, "nobody saw it")
    #expect(complaint.reason.contains(expected), "\(complaint)")
    #expect(complaint.line == 2)
  }

  static let planted: [Fault] = [
    Fault("Sources/AssayModel/A.swift", "import CEL", "AssayModel must not know CEL"),
    Fault("Sources/AssayReports/A.swift", "package import AssayStore", "must not know AssayStore"),
    Fault("Sources/AssayIngest/A.swift", "import AssayRules", "must not know AssayRules"),
    Fault("Sources/CEL/A.swift", "import struct AssayModel.Finding", "must not know AssayModel"),
    Fault("Sources/Records/A.swift", "import Documents", "must not know Documents"),
    Fault("Sources/AssayRules/A.swift", "internal import GRDB", "AssayStore and nobody else"),
    Fault("Sources/AssayStore/A.swift", "import Crypto", "Sealing and nobody else"),
    Fault("Sources/AssayIngest/A.swift", "import CYAML", "Documents and nobody else"),
    Fault(
      "Sources/AssayReports/A.swift", "@preconcurrency import CLibXML2", "Documents and nobody"),
    Fault("Sources/AssayRules/A.swift", "import ArgumentParser", "assay-vectors and nobody else"),
    Fault("Sources/assay/A.swift", "import Foundation", "Foundation is allowed in no room"),
    Fault("Sources/assay/A.swift", "import AssayStore; import Glibc", nil),
    Fault("Sources/AssayModel/A.swift", "// import CEL", nil),
    Fault("Sources/AssayModel/A.swift", "let a = \"import CEL\"", nil),
    Fault("Sources/AssayModel/A.swift", "let a = \"AWS::EC2::Volume\"", "only ingest spells"),
    Fault("Sources/AssayIngest/Formats/A.swift", "let a = \"AWS::EC2::Volume\"", nil),
    Fault("Sources/AssayModel/A.swift", "/* AWS::EC2 /* nested */ AWS::EC2 */", nil),
    Fault("Sources/AssayRules/A.swift", "let a = \"aws_instance\"", "only ingest spells"),
    Fault("Sources/assay/A.swift", "let a = \"CREATE TABLE t\"", "SQL stops"),
    Fault("Sources/assay/A.swift", "let a = \"<testsuite\"", "output formats"),
    Fault("Sources/AssayRules/A.swift", "let a = \"0.0.0.0/0\"", "for policies to say"),
    Fault("Sources/AssayIngest/A.swift", "let a = \"amazon-ssm-agent\"", "recognised in one file"),
    Fault(
      "Sources/AssayModel/Derivations/SoftwareTraces.swift", "let a = \"amazon-ssm-agent\"", nil),
    Fault("Sources/AssayStore/A.swift", "print(1)", "can fail"),
    Fault("Sources/AssayStore/A.swift", "footprint(1)", nil),
    Fault("Sources/AssayStore/A.swift", "exit(1)", "ends the process"),
    Fault("Sources/AssayRules/A.swift", "let a = getenv(\"HOME\")", "enters at the command line"),
    Fault("Sources/AssayReports/A.swift", "await withTaskGroup(of: Int.self) { _ in }", "engine"),
    Fault("Sources/CEL/A.swift", "let a = try! b()", "never a crash"),
    Fault("Sources/CEL/A.swift", "let a = b as! C", "not forced"),
    Fault("Sources/CEL/A.swift", "let a = b as? C", nil),
    Fault("Sources/CEL/A.swift", "let a = b!", "not forced"),
    Fault("Sources/CEL/A.swift", "let a = b[0]!.c", "not forced"),
    Fault("Sources/CEL/A.swift", "let a = b != c && !d", nil),
    Fault("Sources/CEL/A.swift", "let a = \"stop!\"", nil),
    Fault("Sources/CEL/A.swift", "let a = #\"a \" b!\"# // c!", nil),
    Fault("Sources/CEL/A.swift", "let a = \"\\(b) c!\"", nil),
    Fault("Sources/CEL/A.swift", "fatalError(\"no\")", "precondition"),
    Fault("Sources/CEL/A.swift", "final class A: @unchecked Sendable {}", "Sendable value"),
    Fault("Sources/CEL/A.swift", "nonisolated(unsafe) var a = 1", "Sendable value"),
  ]

  @Test func `a room that is on no plan is seen`() {
    let file = SwiftText(path: "Sources/Utilities/A.swift", "let a = 1\n")
    #expect(House.complaints(about: [file]).map(\.reason) == ["the room Utilities is on no plan"])
  }

  @Test(arguments: [(600, 0), (601, 1), (605, 1)])
  func `a file is at most 600 lines long`(lines: Int, complaints: Int) {
    let text = String(repeating: "let a = 1\n", count: lines)
    let file = SwiftText(path: "Sources/CEL/Long.swift", text)
    #expect(House.complaints(about: [file]).count == complaints)
  }

  @Test func `a text over several lines is no code`() {
    let text = "let a = \"\"\"\n  import CEL\n  b! \"quoted\" AWS::\n  \"\"\"\nlet c = d!\n"
    let complaints = House.complaints(about: [SwiftText(path: "Sources/Records/A.swift", text)])
    #expect(complaints.map(\.line) == [3, 5])
    #expect(complaints.first?.reason.contains("AWS::") == true)
  }

  @Test(arguments: [
    ("import A", "A"), ("package import B", "B"), ("@testable import C", "C"),
    ("internal import struct D.E", "D"), ("  import F", "F"), ("let import = 1", nil),
    ("// import G", nil),
  ])
  func `the module of an import is found`(line: String, module: String?) {
    let code = SwiftText(path: "a.swift", line + "\n").code[0]
    #expect(House.module(importedBy: code) == module)
  }

  @Test func `a diagnostic that no test names is seen`() {
    let file = SwiftText(
      path: "Sources/CEL/ADiagnostics.swift",
      "Diagnostic(.error, code: \"never-tested\", \"\")\nDiagnostic(.error, code: \"known\", \"\")\n"
        + "Diagnostic(.error, code: \"Not_Kebab\", \"\")\n")
    let complaints = DiagnosticCodes.complaints(
      about: [file], tests: ["#expect(code == \"known\")", "error: … [Not_Kebab]"])
    #expect(
      complaints.map(\.description) == [
        "Sources/CEL/ADiagnostics.swift:1: no test names the code `never-tested`",
        "Sources/CEL/ADiagnostics.swift:3: the code `Not_Kebab` is not in kebab case",
      ])
  }
}
