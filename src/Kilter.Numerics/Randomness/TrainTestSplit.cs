namespace Kilter.Numerics.Randomness;

/// <summary>Which of n samples train and which test, cut as scikit-learn's <c>train_test_split</c> cuts them.</summary>
/// <remarks>
/// <para>⌈share·n⌉ samples test, the others train. Each index from 0 to n − 1 is in exactly one of the two. Cost: O(n).</para>
/// <para>Source: scikit-learn 1.2, sklearn/model_selection/_split.py (ShuffleSplit).</para>
/// </remarks>
public sealed class TrainTestSplit
{
    private TrainTestSplit(int[] train, int[] test)
    {
        Train = train;
        Test = test;
    }

    /// <summary>The indices of the training samples, in the order in which they were drawn. Belongs to this object: do not write to it.</summary>
    public int[] Train { get; }

    /// <summary>The indices of the test samples, in the order in which they were drawn. Belongs to this object: do not write to it.</summary>
    public int[] Test { get; }

    /// <summary>The first part of a permutation tests, the rest trains: <c>train_test_split(…, test_size=share, random_state=seed)</c>.</summary>
    /// <param name="count">n, the number of samples; at least 2.</param>
    /// <param name="testShare">The share that tests, in (0, 1).</param>
    /// <param name="random">Draws the permutation; a fresh generator of the seed gives scikit-learn's split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1), or leaves nothing to train on.</exception>
    public static TrainTestSplit Shuffled(int count, double testShare, MersenneTwister random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var tests = Tests(count, testShare);
        var order = random.Permutation(count);
        return new TrainTestSplit(order[tests..], order[..tests]);
    }

    /// <summary>The samples in their order, the last ones test: <c>train_test_split(…, test_size=share, shuffle=False)</c>.</summary>
    /// <param name="count">n, the number of samples; at least 2.</param>
    /// <param name="testShare">The share that tests, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1), or leaves nothing to train on.</exception>
    public static TrainTestSplit InOrder(int count, double testShare)
    {
        var trains = count - Tests(count, testShare);
        return new TrainTestSplit([.. Enumerable.Range(0, trains)], [.. Enumerable.Range(trains, count - trains)]);
    }

    private static int Tests(int count, double testShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(testShare > 0 && testShare < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), FormattableString.Invariant($"'testShare' is {testShare}; it must lie between 0 and 1, both excluded."));
        }

        var tests = (int)Math.Ceiling(testShare * count);
        return tests < count
            ? tests
            : throw new ArgumentOutOfRangeException(nameof(testShare), FormattableString.Invariant($"A share of {testShare} for testing takes all of {count} samples; lower it or bring more samples."));
    }
}
