using Kilter.Numerics.Randomness;

namespace Kilter.Recipes.Steps;

/// <summary>Splits into two parts.</summary>
internal static class SplitStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "split",
        Does = "splits windows, a grid, a vector or flags into a first and a second part: in order, or shuffled as scikit-learn does",
        Settings =
        [
            new("in", "", "names", "what is split; several of the same count are split alike"),
            new("second", "0.2", "0 to 1", "the share of the second part: rounded up"),
            new("shuffle", "none", "a seed of NumPy's generator", "the order; none keeps it, and the second part is the last"),
            new("first-as", "", "names", "the first parts, one for each"),
            new("second-as", "", "names", "the second parts, one for each"),
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (names, firsts, seconds) = (settings.Texts("in"), settings.Texts("first-as"), settings.Texts("second-as"));
        if (names.Count == 0 || firsts.Count != names.Count || seconds.Count != names.Count)
        {
            throw settings.Wrong("first-as", $"as many names as 'in' has ({names.Count}), and in 'second-as' too,");
        }

        var share = settings.Number("second", 0.2);
        for (var n = 0; n < names.Count; n++)
        {
            var thing = bench.Get<object>(names[n]);
            // Drawn anew for each, so that things of one count are parted alike.
            var split = settings.Has("shuffle")
                ? TrainTestSplit.Shuffled(PickStep.CountOf(thing), share, new MersenneTwister((uint)settings.WholeNumber("shuffle")))
                : TrainTestSplit.InOrder(PickStep.CountOf(thing), share);
            bench.Put(firsts[n], PickStep.Pick(thing, split.Train));
            bench.Put(seconds[n], PickStep.Pick(thing, split.Test));
        }
    }
}
