using Kilter.Detectors;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors;

public sealed class TrainingHistoryTests
{
    public static TheoryData<string> Trained => [.. DetectorCatalog.All.Where(e => e.Settings.Any(s => s.Name == "epochs")).Select(e => e.Name)];

    [Theory, MemberData(nameof(Trained))]
    public void A_detector_that_is_trained_by_epochs_remembers_them_until_it_is_saved(string name)
    {
        var fitted = Fit(name, Series(400, 2, seed: 5), 2);

        var history = Assert.IsType<IHasTrainingHistory>(fitted, exactMatch: false).History!;

        Assert.InRange(history.Epochs.Count, 1, 12);
        Assert.All(history.Epochs, e => Assert.True(double.IsFinite(e.Loss)));
        Assert.Null(((IHasTrainingHistory)DetectorCatalog.Find(name).Read(Saved(fitted.Write))).History);
    }
}
