// SPDX-License-Identifier: EUPL-1.2
#include <openssl/evp.h>

#include <array>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "engine/model/method.h"

// The dump is a flat text of words: every declaration is a line, every string is escaped, every
// expression is written out in prefix form. Spans, ids of expressions and the order of clauses do
// not appear, so layout and comments never change it.
namespace stapwijs {
namespace {

class Dumper {
 public:
  explicit Dumper(const Method& method) : m_(method) {}

  std::string Run() {
    Line("method", m_.id, m_.version);
    Put(m_.title);
    for (const Source& s : m_.sources) {
      Line("source", s.name, s.title, s.by, s.url, absl::StrCat(s.year));
    }
    for (const Role& r : m_.roles) {
      Line("role", r.name);
      Put(r.title);
    }
    for (const EnumType& e : m_.enums) {
      Line("enum", e.name);
      for (const EnumValue& v : e.values) {
        Line("value", v.name);
        Put(v.title);
      }
    }
    for (const Scope& s : m_.scopes) Put(s);
    for (const Field& f : m_.fields) Put(f);
    for (const Let& l : m_.lets) {
      Line("let", l.name, Number(l.scope.value));
      Put(l.type);
      Put(l.title);
      Put(l.expr);
    }
    PutParametersAndInputs();
    for (const Step& s : m_.steps) Put(s);
    for (const Block& b : m_.blocks) {
      Line("block", Number(b.step.value), Number(b.parent.value), Number(b.depth));
      Put(b.loop);
    }
    for (const Item& i : m_.items) Put(i);
    for (const Guard& g : m_.guards) Put(g);
    for (const Tip& t : m_.tips) Put(t);
    for (const Policy& p : m_.policies) {
      Line("policy", p.name);
      Put(p.title);
      Put(p.domain);
      Put(p.provenance);
    }
    for (const Goal& g : m_.goals) Put(g);
    for (const Template& t : m_.templates) Put(t);
    for (const Note& n : m_.notes) Put(n);
    return std::move(out_);
  }

 private:
  static std::string Number(int64_t v) { return absl::StrCat(v); }

  template <typename... Words>
  void Line(const char* kind, const Words&... words) {
    absl::StrAppend(&out_, kind);
    (absl::StrAppend(&out_, " \"", absl::CHexEscape(words), "\""), ...);
    out_ += '\n';
  }

  void Put(const Text& text) { Line("text", text.nl, text.en); }

  void Put(const Type& t) {
    Line("type", Number(static_cast<int>(t.kind)), Number(static_cast<int>(t.element)),
         Number(static_cast<int>(t.unit)), Number(t.enum_id.value), Number(t.scope.value));
  }

  void Put(const Scope& s) {
    Line("scope", s.name, Number(static_cast<int>(s.kind)), Number(s.parent.value),
         Number(s.field.value), Number(s.enum_id.value), Number(s.target.value));
  }

  void Put(const Field& f) {
    Line("fact", f.name, Number(f.scope.value), Number(f.bounds.lo), Number(f.bounds.hi),
         Number(f.max_elements), Number(f.or_none), Number(f.record.value), Number(f.step.value),
         Number(static_cast<int>(f.privacy)));
    Put(f.type);
    Put(f.title);
    Put(f.none_title);
    Put(f.ask);
    for (RoleId r : f.by) Line("by", Number(r.value));
    for (const std::string& name : f.was) Line("was", name);
    if (f.input.valid()) Line("from", Number(f.input.value), Number(f.shared.value));
  }

  void PutParametersAndInputs() {
    for (const Parameter& p : m_.parameters) {
      Line("parameter", p.name, Number(p.bounds.lo), Number(p.bounds.hi));
      Put(p.type);
      Put(p.value);
      if (p.adjustable) Line("adjustable", Number(p.adjustable->lo), Number(p.adjustable->hi));
      Put(p.title);
    }
    for (const Input& i : m_.inputs) {
      Line("input", i.name, Number(static_cast<int>(i.kind)), i.method, i.versions,
           Number(i.field.value));
    }
    for (const Shared& s : m_.shares) {
      Line("share", s.name, Number(s.field.value), Number(s.let.value));
    }
  }

  void Put(const Template& t) {
    Line("template", t.name);
    Put(t.title);
    for (const TemplateSection& section : t.sections) {
      Line("section");
      Put(section.title);
      for (const TemplateRow& row : section.rows) {
        Line("row", row.name, Number(static_cast<int>(row.kind)), Number(row.at),
             Number(row.minutes), Number(row.bounds.lo), Number(row.bounds.hi));
        Put(row.type);
        Put(row.text);
      }
    }
    Put(t.provenance);
  }

  void Put(const Step& s) {
    Line("step", s.name);
    Put(s.title);
    for (StepId a : s.after) Line("after", Number(a.value));
    Put("applies", s.applies);
    for (const Note& n : s.notes) Put(n);
  }

  void Put(const Note& n) {
    Line("note");
    Put(n.text);
    Put(n.provenance);
  }

  void Put(const Item& i) {
    Line("item", i.name, Number(i.step.value), Number(i.block.value), Number(i.required),
         Number(i.weight));
    Put(i.title);
    Put(i.ask);
    Put("applies", i.applies);
    Put("done", i.done);
    Put("open", i.open);
    Put(i.provenance);
  }

  void Put(const Guard& g) {
    Line("guard", g.name, Number(g.step.value), Number(g.block.value),
         Number(static_cast<int>(g.severity)), Number(g.holds_form), Number(g.unwaivable));
    for (const GuardTarget& t : g.targets) {
      Line("target", Number(t.step.value), Number(t.start));
    }
    for (RoleId r : g.roles) Line("for", Number(r.value));
    Put(g.title);
    Put("applies", g.applies);
    Put("condition", g.condition);
    Put(g.message);
    Put(g.provenance);
  }

  void Put(const Tip& t) {
    Line("tip", t.name, Number(t.step.value), Number(t.block.value), Number(t.priority));
    for (RoleId r : t.roles) Line("for", Number(r.value));
    Put(t.title);
    Put("when", t.when);
    Put(t.text);
    Put(t.provenance);
  }

  void Put(const Goal& g) {
    Line("goal", g.name, Number(g.policy.value));
    Put(g.title);
    for (const Goal::Case& c : g.cases) {
      Line("case", Number(static_cast<int>(c.verdict)));
      Put(c.text);
      Put("when", c.when);
    }
    for (const std::string& path : g.evidence_paths) Line("evidence", path);
    Put(g.provenance);
  }

  void Put(const Provenance& p) {
    for (const auto& c : p.cites) {
      Line("cite", Number(c.source.value), c.locator, Number(static_cast<int>(c.strength)));
    }
    for (const std::string& ref : p.refs) Line("ref", ref);
    if (p.own) Line("own");
    Put(p.own_text);
    Put(p.why);
    for (const std::string& see : p.see) Line("see", see);
    for (const std::string& name : p.was) Line("was", name);
    if (p.allows_lower || p.allows_drop) {
      Line("allows", Number(p.allows_lower), Number(p.allows_drop));
    }
  }

  void Put(const Message& message) {
    for (const auto* pieces : {&message.nl, &message.en}) {
      Line("message");
      for (const Message::Piece& piece : *pieces) {
        Line("piece", piece.literal);
        Put("shows", piece.expr);
      }
    }
  }

  void Put(const char* what, ExprId id) {
    if (!id.valid()) return;
    Line(what);
    Put(id);
  }

  void Put(const Access& a) {
    Line("access", Number(a.base), Number(a.scope.value));
    for (const Hop& h : a.hops) {
      Line("hop", Number(static_cast<int>(h.kind)), Number(h.scope.value), Number(h.field.value),
           h.key);
    }
  }

  void Put(const Loop& loop) {
    Line("loop", Number(loop.scope.value), Number(loop.slot), Number(loop.slots));
    Put(loop.owner);
    Put("where", loop.where);
    Put("body", loop.body);
  }

  void Put(ExprId id) {
    const Expr& e = m_.expr(id);
    Line("expr", Number(static_cast<int>(e.op)), Number(e.field.value), Number(e.let.value),
         Number(e.parameter.value), Number(e.step.value), Number(static_cast<int>(e.rule)),
         Number(e.item.value), Number(e.guard.value), Number(static_cast<int>(e.outcome)),
         Number(e.args.size()));
    Put(e.type);
    if (e.op == Op::kConst) Put(e.constant);
    Put(e.access);
    if (e.loop.scope.valid()) Put(e.loop);
    for (ExprId arg : e.args) Put(arg);
  }

  void Put(const Value& v) {
    if (v.is_none()) Line("none");
    if (const Range* r = v.range()) Line("range", Number(r->lo), Number(r->hi));
    if (const std::string* t = v.text()) Line("string", *t);
    if (const SetValue* s = v.set()) {
      Line("set", Number(s->complete), Number(s->members.size()));
      for (const Atom& a : s->members) {
        const int64_t* n = std::get_if<int64_t>(&a);
        Line("member", n != nullptr ? Number(*n) : std::get<std::string>(a));
      }
    }
  }

  const Method& m_;
  std::string out_;
};

}  // namespace

std::string CanonicalDump(const Method& method) { return Dumper(method).Run(); }

std::string ContentHash(const Method& method) {
  std::string dump = CanonicalDump(method);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(dump.data(), dump.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return absl::BytesToHexString(std::string(reinterpret_cast<const char*>(digest.data()), size));
}

}  // namespace stapwijs
