import AssayReports
import Testing

@testable import assay

/// Small texts of the command line.
struct OptionTests {
  @Test(arguments: [
    ("text", "text", nil), ("junit", "junit", nil), ("junit=a.xml", "junit", "a.xml"),
    ("junit-strict=b/c=d.xml", "junit-strict", "b/c=d.xml"),
  ])
  func `a format goes to standard output or into a file`(
    text: String, format: String, file: String?
  ) {
    let option = FormatOption(text)
    #expect(option?.format.rawValue == format)
    #expect(option?.file == file)
    #expect(option?.text == text)
  }

  @Test(arguments: ["", "pdf", "junit=", "=a.xml", "JUNIT"])
  func `what is no format is refused`(text: String) {
    #expect(FormatOption(text) == nil)
  }

  @Test(arguments: [
    ("storage.days=30", "storage", "days", "30"), ("a.b=", "a", "b", ""),
    ("a.b=c=d", "a", "b", "c=d"), ("a.b.c=1", "a", "b.c", "1"),
  ])
  func `a parameter names its pack`(text: String, pack: String, name: String, value: String) throws
  {
    let setting = try #require(ParameterSetting(flag: text))
    guard case .text(let given) = setting.given else {
      Issue.record("not a text")
      return
    }
    #expect([setting.pack, setting.name, given] == [pack, name, value])
  }

  @Test(arguments: ["", "a=1", ".b=1", "a.=1", "a.b", "=.b"])
  func `what does not name a pack and a parameter is refused`(text: String) {
    #expect(ParameterSetting(flag: text) == nil)
  }

  @Test(arguments: [
    ("", "a", "a"), (".", "a", "a"), ("ci", "a/b", "ci/a/b"), ("ci/", "a", "ci/a"),
    ("ci", "/a", "/a"), ("/", "a", "/a"), ("..", "a", "../a"),
  ])
  func `a path starts from a folder`(folder: String, path: String, joined: String) {
    #expect(FilePath.join(folder, path) == joined)
  }

  @Test(arguments: [("a", ""), ("a/b", "a"), ("/a", "/"), ("/a/b", "/a"), ("../a", "..")])
  func `a path lies in a folder`(path: String, folder: String) {
    #expect(FilePath.folder(of: path) == folder)
  }

  /// A choice, the environment, whether it is a terminal, and whether that gives colour.
  struct Colour: Sendable {
    let choice: ColorChoice
    let environment: [String: String]
    let isTerminal: Bool
    let isColoured: Bool
  }

  @Test(arguments: [
    Colour(choice: .auto, environment: [:], isTerminal: true, isColoured: true),
    Colour(choice: .auto, environment: [:], isTerminal: false, isColoured: false),
    Colour(choice: .auto, environment: ["TERM": "dumb"], isTerminal: true, isColoured: false),
    Colour(choice: .auto, environment: ["NO_COLOR": "1"], isTerminal: true, isColoured: false),
    Colour(choice: .auto, environment: ["NO_COLOR": ""], isTerminal: true, isColoured: true),
    Colour(choice: .auto, environment: ["FORCE_COLOR": "1"], isTerminal: false, isColoured: true),
    Colour(
      choice: .auto, environment: ["CLICOLOR_FORCE": "1"], isTerminal: false, isColoured: true),
    Colour(
      choice: .auto, environment: ["CLICOLOR_FORCE": "0"], isTerminal: false, isColoured: false),
    Colour(
      choice: .auto, environment: ["NO_COLOR": "1", "FORCE_COLOR": "1"], isTerminal: true,
      isColoured: false),
    Colour(choice: .always, environment: ["NO_COLOR": "1"], isTerminal: false, isColoured: true),
    Colour(choice: .never, environment: ["FORCE_COLOR": "1"], isTerminal: true, isColoured: false),
  ])
  func `the option decides on colour, then NO_COLOR, then force, then the terminal`(_ item: Colour)
  {
    let color = Terminal(isTerminal: item.isTerminal).color(
      item.choice, Environment(item.environment))
    #expect(color == (item.isColoured ? .ansi : .plain))
  }
}
