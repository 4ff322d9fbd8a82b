@testable import AssayModel
import Testing

/// Commands that ask package managers for packages.
struct PackageCommandTests {
  /// `+` is to be there, `-` is not; then what a run alone tells, after `?`.
  private static func told(_ script: String) -> [String] {
    ShellCommands(script).commands.compactMap { command in
      PackageCommand(command.words).map { asked in
        let sign = asked.verb == .install ? "+" : "-"
        let names = asked.packages.map { package in
          package.readings.last.map { $0.name + ($0.version.map { "@\($0)" } ?? "") } ?? ""
        }
        let opaque = asked.opaque.isEmpty ? "" : " ?\(asked.opaque.joined(separator: ","))"
        return (command.isConditional ? "if " : "") + sign + names.joined(separator: ",") + opaque
      }
    }
  }

  @Test(arguments: [
    ("yum install -y chrony", ["+chrony"]),
    ("sudo -E dnf -y install chrony-4.3 audit", ["+chrony@4.3,audit"]),
    ("dnf install chrony-4.3-1.amzn2023.x86_64", ["+chrony@4.3-1.amzn2023"]),
    ("dnf install -y --setopt install_weak_deps=False jq", ["+jq"]),
    ("dnf install -y --enablerepo=epel htop", ["+htop"]),
    ("yum -q remove telnet rsh", ["-telnet,rsh"]),
    ("zypper -n in 'curl>=7' wget=1.2", ["+curl,wget@1.2"]),
    (
      "DEBIAN_FRONTEND=noninteractive apt-get install -y nginx=1.18.0-0ubuntu1 jq",
      [
        "+nginx@1.18.0-0ubuntu1,jq"
      ]
    ),
    ("apt-get -o Dpkg::Options::=--force-confold -y install libc6:amd64", ["+libc6"]),
    ("apt purge -y snapd", ["-snapd"]),
    ("snap install amazon-ssm-agent --classic", ["+amazon-ssm-agent"]),
    ("rpm -Uvh https://example.com/amazon-cloudwatch-agent.rpm", ["+amazon-cloudwatch-agent"]),
    ("rpm -i ./tool-1.2-3.noarch.rpm", ["+tool@1.2-3"]),
    ("rpm -e telnet", ["-telnet"]),
    ("dpkg -i -E /tmp/tool_1.2-3_amd64.deb", ["+tool@1.2-3"]),
    ("/usr/bin/yum install -y a >/dev/null 2>&1", ["+a"]),
    ("yum install -y a && yum remove -y b; yum install c", ["+a", "-b", "+c"]),
    ("yum install -y a \\\n  b \\\n  c", ["+a,b,c"]),
    ("which jq || dnf install -y jq", ["if +jq"]),
    ("if true; then\n  yum install -y a\nfi\nyum install -y b", ["if +a", "+b"]),
    ("for p in x; do apt-get install -y $p; done", ["if + ?$p"]),
    ("yum install -y @development 'lib*' a", ["+a ?@development,lib*"]),
    ("dnf install -y a # and b", ["+a"]),
    ("# dnf install -y a", []),
    ("echo dnf install -y a", []),
    ("dnf update -y a", []), ("dnf -y upgrade", []), ("apt-get update", []),
    ("rpm -qa", []), ("rpm -q a", []), ("dpkg -l", []), ("dnf", []), ("dnf -y", []),
    ("dnf install", []), ("dnf install -y", []), ("", []), ("sudo", []), ("||", []),
    ("fi\nfi\ndnf install -y a", ["+a"]),
  ])
  func `what a command asks for is read as its manual has it`(
    _ script: String, _ expected: [String]
  ) {
    #expect(Self.told(script) == expected)
  }

  @Test(arguments: [
    ("yum install {{ Name }} a", "yum install $ a"),
    ("yum install a-${VERSION} b", "yum install a-$ b"),
    ("yum install kernel-$(uname -r) b", "yum install kernel-$ b"),
    ("a {{ b", "a {{ b"), ("a } {{ b", "a } {{ b"), ("{{ a }} {{ b", "$ {{ b"),
  ])
  func `what only a run tells is one word`(_ script: String, _ masked: String) {
    #expect(DeclaredSoftware.masked(script) == masked)
  }

  @Test func `brackets and dashes without end are no burden`() {
    let open = String(repeating: "{{", count: 200_000)
    #expect(DeclaredSoftware.masked(open) == open)
    let word = "a" + String(repeating: "-1", count: 100)
    #expect(PackageCommand(["yum", "install", word[...]])?.packages.first?.readings.count == 6)
  }
}
