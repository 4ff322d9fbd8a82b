import AssayModel
import AssayReports
import Sealing
import Testing

struct HTMLTests {
  private func page(_ summary: RunSummary) throws -> Page {
    Page(text: String(decoding: try ReportFormat.html.bytes(summary), as: UTF8.self))
  }

  @Test func `every finding is named by its whole id and can be linked to`() throws {
    let summary = SampleRun.summary
    let page = try page(summary)
    for finding in SampleRun.findings {
      #expect(page.holds("id=\"f-\(finding.id.prefix(16))\""))
      #expect(page.holds(finding.id))
    }
    for item in summary.unjudged { #expect(page.holds("id=\"f-\(item.id.prefix(16))\"")) }
  }

  @Test func `no id stands twice and every link inside the page leads somewhere`() throws {
    for summary in [SampleRun.summary, HostileRun.summary, LargeRun.summary(3_000)] {
      let page = try page(summary)
      let ids = page.values(after: " id=\"")
      #expect(Set(ids).count == ids.count)
      let missing = Set(page.values(after: " href=\"#")).subtracting(ids)
      #expect(missing.isEmpty, "\(missing.prefix(3))")
    }
  }

  @Test func `the policy allows the one style and the one script and nothing else`() throws {
    let page = try page(SampleRun.summary)
    let policy = try #require(
      page.values(after: "http-equiv=\"Content-Security-Policy\" content=\"").first)
    #expect(policy.hasPrefix("default-src 'none'; "))
    for element in ["style", "script"] {
      let source = try #require(page.between("<\(element)>", "</\(element)>"))
      let hash = Base64.encode(Digest.sha256(Array(source.utf8)).bytes)
      #expect(policy.contains("\(element)-src 'sha256-\(hash)';"))
    }
    #expect(!page.holds(" style=\""))
    #expect(!page.holds("http:") && !page.holds("https:"))
  }

  @Test func `nothing of an input becomes markup`() throws {
    let page = try page(HostileRun.summary)
    #expect(page.values(after: "<script").count == 1)
    let forged = ["<img", "<b>", "<!DOCTYPE x", "href=\"javascript:"].filter { page.holds($0) }
    #expect(forged == [])
    let steering = page.text.unicodeScalars.filter {
      $0 != "\n" && String($0).visible() != String($0)
    }
    #expect(steering.isEmpty)
  }

  @Test func `the five counts, the run and the ledger's head are told in words`() throws {
    let summary = SampleRun.summary
    let page = try page(summary)
    for outcome in Outcome.Reported.allCases {
      #expect(
        page.holds("<strong>\(summary.counts[outcome])</strong> <span>\(outcome.words)</span>"))
    }
    #expect(page.holds(summary.run.id))
    #expect(page.holds(SampleRun.head.hash))
    #expect(page.holds("#42 \(SampleRun.head.hash)"))
  }

  @Test func `a run outside of any ledger says so`() throws {
    let page = try page(OneFinding.summary([OneFinding.failing()]))
    #expect(page.holds("recorded in no ledger"))
  }

  @Test func `a large run stays small and says what it left out`() throws {
    let page = try page(LargeRun.summary(30_000))
    #expect(page.text.utf8.count < 5_000_000)
    #expect(page.holds("all in findings.json"))
  }

  @Test func `words in backticks become code`() throws {
    let page = try page(OneFinding.summary([OneFinding.failing(message: "set `a<b` here")]))
    #expect(page.holds("set <code>a&lt;b</code> here"))
    let odd = try self.page(OneFinding.summary([OneFinding.failing(message: "one ` only")]))
    #expect(odd.holds("one ` only"))
  }

  @Test func `the value is marked in its line`() throws {
    let finding = OneFinding.failing(
      column: 6, endColumn: 11, excerpt: ["\tkey:", "x", "key: value # why"])
    let page = try page(OneFinding.summary([finding]))
    #expect(page.holds("key: <mark>value</mark> # why"))
    #expect(page.holds("    key:"))
  }
}

/// A page that does not print itself whole when an expectation fails.
private struct Page: CustomStringConvertible {
  let text: String

  var description: String { "a page of \(text.utf8.count) bytes" }

  func holds(_ part: String) -> Bool { text.contains(part) }

  /// What stands between each `start` and the next quote.
  func values(after start: String) -> [String] {
    text.ranges(of: start).map { range in
      String(text[range.upperBound...].prefix { $0 != "\"" })
    }
  }

  /// What stands between the first `start` and the next `end`.
  func between(_ start: String, _ end: String) -> String? {
    guard let open = text.firstRange(of: start) else { return nil }
    let rest = text[open.upperBound...]
    return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
  }
}
