// SPDX-License-Identifier: EUPL-1.2
package nl.stapwijs.example;

import io.grpc.Channel;
import java.util.*;
import java.util.stream.Collectors;
import nl.stapwijs.v1.*;
import nl.stapwijs.v1.PolicyServiceGrpc.PolicyServiceBlockingStub;

/** Reports to a policy officer: one trajectory in words, or all of a method as CSV. */
final class PolicyReport {
  private static final String[] VERDICT = {"?", "ja", "deels", "nee", "onbekend"};  // of GoalVerdict
  private static final String[] ANSWER = {"?", "ja", "deels", "nee", "onbekend", "zie verslag"};  // of CheckAnswer

  static void run(Channel channel, String what, String name, String on) {
    var service = PolicyServiceGrpc.newBlockingStub(channel);
    if (what.equals("portfolio")) {
      showPortfolio(service, GetPortfolioReportRequest.newBuilder().setMethodId(name).setOn(on));
    } else {
      show(service.getLinkageReport(
          GetLinkageReportRequest.newBuilder().setTrajectoryId(name).setOn(on).build()).getReport());
    }
  }

  private static void showFacts(List<Evidence> evidence, List<MissingFact> missing) {
    Set<String> lines = new LinkedHashSet<>();  // the same of several sessions once
    for (Evidence fact : evidence) {
      String recorded = fact.getRecordedAt().split("T")[0];
      lines.add("     vastgelegd: " + fact.getTitle().getNl() + ": "
          + Clients.either(fact.getWords().getNl(), "gaat over personen") + " ("
          + Clients.either(Clients.either(fact.getOccurredOn(), recorded), "elders") + ")");
    }
    for (MissingFact fact : missing) {
      String roles = fact.getAskedOfList().stream().map(role -> role.getTitle().getNl())
          .collect(Collectors.joining(", "));
      lines.add("     nog nodig: " + Clients.either(fact.getAsk().getNl(), fact.getTitle().getNl())
          + (roles.isEmpty() ? "" : " (" + roles + ")"));
    }
    lines.forEach(System.out::println);
  }

  private static void show(LinkageReport report) {
    System.out.printf("%s, %s %s, op %s (revisie %d)%n", report.getLabel(), report.getMethod().getId(),
        report.getMethod().getVersion(), report.getEvaluatedOn(), report.getRevision());
    for (PolicyLinkage policy : report.getPoliciesList()) {
      System.out.printf("%n%s - %s%n", policy.getTitle().getNl(), policy.getDomain().getNl());
      for (GoalLinkage goal : policy.getGoalsList()) {
        String reason = goal.getAssessment().getReason().getNl();
        System.out.printf("   %s: %s%s%n", goal.getAssessment().getTitle().getNl(),
            VERDICT[goal.getAssessment().getVerdictValue()], reason.isEmpty() ? "" : ", " + reason);
        showFacts(goal.getEvidenceList(), goal.getMissingList());
      }
    }
    System.out.println("\nToetspunten");
    for (PolicyCheck check : report.getChecksList()) {
      System.out.printf(
          "   %-5s %-11s %s%n", check.getId(), ANSWER[check.getAnswerValue()], check.getQuestion().getNl());
      showFacts(check.getEvidenceList(), check.getMissingList());
    }
    report.getFindingsList().forEach(one -> System.out.printf(
        "%nPast niet bij elkaar: %s (%s)%n", one.getMessage().getNl(), one.getPath()));
    report.getWaiversList().forEach(one -> System.out.printf(
        "%nAfgeweken van %s door %s: %s%n", one.getPath(), one.getRole().getTitle().getNl(), one.getReason()));
  }

  private static void row(Object... cells) {
    System.out.println(Arrays.stream(cells).map(cell -> {
      String text = String.valueOf(cell);
      return text.matches("(?s).*[;\"\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }).collect(Collectors.joining(";")));
  }

  /** The whole portfolio: totals first, then a row for each trajectory, page after page. */
  private static void showPortfolio(PolicyServiceBlockingStub service, GetPortfolioReportRequest.Builder request) {
    var answer = service.getPortfolioReport(request.build());
    row("soort", "id", "vraag", "ja", "deels", "nee", "onbekend");
    List<Object> heads = new ArrayList<>(List.of("wijk", "zaak", "afgeweken"));
    for (GoalTotals one : answer.getReport().getGoalsList()) {
      row("doel", one.getPath(), one.getTitle().getNl(),
          one.getLinked(), one.getPartly(), one.getUnlinked(), one.getUnknown());
      heads.add(one.getPath());
    }
    answer.getReport().getChecksList().forEach(one -> row("toetspunt", one.getId(), one.getQuestion().getNl(),
        one.getYes(), one.getPartly(), one.getNo(), one.getUnknown()));
    System.out.println();
    row(heads.toArray());
    while (true) {
      for (PortfolioRow one : answer.getReport().getRowsList()) {
        List<Object> cells = new ArrayList<>(List.of(one.getLabel(), one.getCaseRef().getId(), one.getWaivers()));
        one.getVerdictsValueList().forEach(verdict -> cells.add(VERDICT[verdict]));
        row(cells.toArray());
      }
      if (answer.getNextPageToken().isEmpty()) return;
      answer = service.getPortfolioReport(request.setPageToken(answer.getNextPageToken()).build());
    }
  }
}
