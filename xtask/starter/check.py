"""Checks starter files by the tools that read them: cfn-lint, Wrangler's schema, kubernetes-validate, Node and Wasmtime.

python check.py FOLDER WRANGLER_SCHEMA
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

import cfnlint.api
import jsonschema
import kubernetes_validate
import yaml

KUBERNETES = "1.34"
# Content delivery networks are not offered in every region.
REGION = "eu-west-1"


def template(path):
    """The errors and warnings of cfn-lint for a SAM template."""
    config = cfnlint.api.ManualArgs(regions=[REGION])
    found = cfnlint.api.lint(path.read_text(), config=config)
    return [str(match) for match in found if match.rule.severity != "informational"]


def manifests(path):
    """What the Kubernetes API would refuse in a file of manifests."""
    faults = []
    for manifest in yaml.safe_load_all(path.read_text()):
        try:
            kubernetes_validate.validate(manifest, KUBERNETES, strict=True)
        except kubernetes_validate.ValidationError as fault:
            faults.append(f"{manifest['kind']}: {fault}")
    return faults


def without_comments(text):
    """JSON with comments as JSON. A `//` within a string stays."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|//[^\n]*', lambda found: found[1] or "", text)


def configuration(schema):
    """What Wrangler's schema refuses in a configuration."""
    validator = jsonschema.Draft7Validator(schema)

    def check(path):
        read = json.loads(without_comments(path.read_text()))
        return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(read)]

    return check


def script(path):
    """What Node says of a module that it cannot read."""
    module = ["node", "--input-type=module", "--check"]
    ran = subprocess.run(module, input=path.read_text(), capture_output=True, text=True, check=False)
    return [ran.stderr] if ran.returncode else []


def python(path):
    """What Python says of a program that it cannot read."""
    try:
        compile(path.read_text(), str(path), "exec")
    except SyntaxError as fault:
        return [str(fault)]
    return []


def host(path):
    """How the host program ends the three graders that come with it."""
    expected = {
        ("multiple-choice.wat", "B, D, E"): (0, "3 of 3 points"),
        ("multiple-choice.wat", "A"): (0, "0 of 3 points"),
        ("endless-loop.wat", "B"): (1, "all fuel consumed"),
        ("forbidden-call.wat", "B"): (1, "`gradebook::read_all` has not been defined"),
    }
    faults = []
    for (grader, answer), (code, said) in expected.items():
        command = [sys.executable, path.name, grader, answer]
        ran = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
        if ran.returncode != code or said not in ran.stdout:
            faults.append(f"{grader} with {answer!r}: {ran.returncode} {ran.stdout}{ran.stderr}")
    return faults


def main(folder, schema):
    checks = {
        "template.yaml": template,
        "workload.yaml": manifests,
        "wrangler.jsonc": configuration(json.loads(pathlib.Path(schema).read_text())),
        "index.js": script,
        "index.mjs": script,
        "index.py": python,
        "host.py": host,
    }
    checked, seen, faults = dict.fromkeys(checks, 0), set(), 0
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.name not in checks:
            continue
        content = (path.name, hashlib.sha256(path.read_bytes()).digest())
        if content in seen:
            continue
        seen.add(content)
        checked[path.name] += 1
        for fault in checks[path.name](path):
            faults += 1
            print(f"{path}: {fault}")
    print(", ".join(f"{count} {name}" for name, count in checked.items()))
    # A name that the writer no longer uses would check nothing.
    return 1 if faults or 0 in checked.values() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
