// SPDX-License-Identifier: EUPL-1.2
package nl.stapwijs.example;

import com.google.protobuf.FieldMask;
import io.grpc.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.stapwijs.v1.*;

/** Shows how a case stands: each step with its counts, what holds it back and why, what to do next. */
final class ShowProgress {
  private static final Map<Status, String> STATUS = Map.of(
      Status.STATUS_NOT_APPLICABLE, "niet van toepassing",
      Status.STATUS_BLOCKED, "geblokkeerd",
      Status.STATUS_INCOMPLETE, "nog niet klaar",
      Status.STATUS_UNKNOWN, "nog niet te zeggen",
      Status.STATUS_COMPLETE, "klaar");
  private final Map<String, String> items = new HashMap<>();
  private final Map<String, GuardAssessment> guards = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();

  static void run(Channel channel, String source, String id, String on) {
    var found = TrajectoryServiceGrpc.newBlockingStub(channel).listTrajectories(
        ListTrajectoriesRequest.newBuilder().setCaseSource(source).setCaseId(id).build());
    if (found.getTrajectoriesCount() == 0) {
      throw new Clients.Refused("Bij " + source + " " + id + " hoort geen traject.");
    }
    // Only what is shown: a whole assessment is larger.
    var mask = FieldMask.newBuilder().addAllPaths(List.of("evaluated_on", "next", "waivers", "steps"));
    for (Trajectory trajectory : found.getTrajectoriesList()) {
      var answer = ProgressServiceGrpc.newBlockingStub(channel).getAssessment(GetAssessmentRequest.newBuilder()
          .setTrajectoryId(trajectory.getId()).setOn(on).setReadMask(mask).build());
      new ShowProgress().show(trajectory, answer.getAssessment());
    }
  }

  private void add(List<ItemAssessment> ownItems, List<GuardAssessment> ownGuards, List<ElementAssessment> elements) {
    ownItems.forEach(one -> items.put(one.getPath(), Clients.either(one.getAsk().getNl(), one.getTitle().getNl())));
    ownGuards.forEach(one -> guards.put(one.getPath(), one));
    elements.forEach(one -> add(one.getItemsList(), one.getGuardsList(), one.getElementsList()));
  }

  private void show(Trajectory trajectory, Assessment assessment) {
    System.out.printf("%s (%s %s), %s %s, op %s%n", trajectory.getLabel(), trajectory.getCaseRef().getSource(),
        trajectory.getCaseRef().getId(), trajectory.getMethod().getId(), trajectory.getMethod().getVersion(),
        assessment.getEvaluatedOn());
    for (StepAssessment step : assessment.getStepsList()) {
      add(step.getItemsList(), step.getGuardsList(), step.getElementsList());
      steps.put(step.getId(), step.getTitle().getNl());
    }
    int number = 0;
    for (StepAssessment step : assessment.getStepsList()) {
      System.out.printf("%d. %s: %s; verplicht %s, aanbevolen %s%n", ++number, step.getTitle().getNl(),
          STATUS.get(step.getStatus()), counted(step.getRequired()), counted(step.getRecommended()));
      showBlockers(step);
    }
    for (Waiver waiver : assessment.getWaiversList()) {
      System.out.printf("Afgeweken van %s door %s, tot en met %s: %s%n", waiver.getPath(),
          waiver.getRole().getTitle().getNl(), Clients.either(waiver.getUntil(), "het einde"), waiver.getReason());
    }
    System.out.println("Nu te doen:");
    assessment.getNextList().stream().limit(5).forEach(path -> System.out.println("- " + items.get(path)));
  }

  private void showBlockers(StepAssessment step) {
    if (step.getDrifted()) {
      System.out.println("   Afgesloten, maar dat zou nu niet meer kunnen.");
    }
    String first = step.getStartBlockersList().stream()
        .filter(one -> one.getDecided() && one.getKindValue() <= BlockerKind.BLOCKER_KIND_GUARD_VALUE)
        .map(one -> steps.containsKey(one.getPath())
            ? steps.get(one.getPath()) : guards.get(one.getPath()).getMessage().getNl())
        .collect(Collectors.joining("; "));
    if (!first.isEmpty()) {
      System.out.println("   Kan nog niet beginnen: eerst " + first);
    }
    for (String path : step.getBlockedByList()) {
      System.out.println("   Houdt tegen: " + guards.get(path).getMessage().getNl());
      for (Citation citation : guards.get(path).getProvenance().getCitationsList()) {
        System.out.printf("     bron: %s, %s%n", citation.getTitle(), citation.getLocator());
      }
    }
  }

  private static String counted(Counts counts) {
    return counts.getDone() + " van " + (counts.getTotal() - counts.getNotApplicable());
  }
}
