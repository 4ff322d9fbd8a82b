import AssayModel
import Testing

/// The account and region that folders name.
@Suite struct PathScopeTests {
  @Test(arguments: [
    ("s/111122223333/eu-west-1/a.json", "111122223333", "eu-west-1"),
    ("s/eu-west-1/111122223333/a.json", "111122223333", "eu-west-1"),
    ("accountid=111122223333/region=us-gov-east-1/a.json", "111122223333", "us-gov-east-1"),
    ("999999999999/eu-north-1/111122223333/eu-west-1/a.json", "111122223333", "eu-west-1"),
    ("111122223333.json", "", ""), ("11112222333/eu-west/a.json", "", ""),
    // The minute of a night has as many digits as an account.
    ("202611220200/a.json", "", ""),
    ("111122223333/eu-west-1/202611220200/a.json", "111122223333", "eu-west-1"),
    ("accountid=202611220200/region=eu-west-1/a.json", "202611220200", "eu-west-1"),
    ("202613220200/eu-west-1/a.json", "202613220200", "eu-west-1"),
    ("202611222460/eu-west-1/a.json", "202611222460", "eu-west-1"),
  ])
  func `folders tell of accounts and regions`(_ path: String, _ account: String, _ region: String) {
    let scope = PathScope(path: path)
    #expect(scope.account ?? "" == account)
    #expect(scope.region ?? "" == region)
  }
}
