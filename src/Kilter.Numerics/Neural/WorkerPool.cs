using System.Runtime.ExceptionServices;

namespace Kilter.Numerics.Neural;

/// <summary>Threads that stay, and share out numbered pieces of work.</summary>
/// <remarks>
/// <para>
/// Pieces are claimed one by one from a single word that holds the round and how many are left, so that a thread which lost its core holds up
/// one piece and no more, and a late thread can never claim from a round it did not see begin. Who takes which piece is left to chance:
/// each piece writes to memory of its own, and results cannot depend on it.
/// </para>
/// <para>
/// Waiting threads spin, a caller for some 30 µs, a helper for some 300, and then sleep: on a shared machine long spinning costs more than it saves, but
/// a helper that sleeps between short rounds comes too late to each. A helper that finds itself on the caller's core leaves it
/// (<see cref="CoreSwitch"/>). A round allocates nothing.
/// A pool that is busy with another caller's round lets the new caller do its pieces alone.
/// </para>
/// </remarks>
internal sealed class WorkerPool
{
    // A caller waits for pieces that are being done; a helper for the next round, which on one thread may take as long as waking up takes.
    private const int CallersSpins = 1500;
    private const int HelpersSpins = 12_000;
    private static readonly Lock Creation = new();
    private static readonly Dictionary<int, WorkerPool> Pools = [];

    private readonly Sleeper[] _helpers;
    private readonly Sleeper _caller = new(0);

    // Round in the upper half, pieces left in the lower: nothing else decides a claim.
    private long _state;
    private int _pending;
    private int _busy;
    private int _callersCore;
    private Action<int, int> _work = static (_, _) => { };
    private ExceptionDispatchInfo? _failure;

    private WorkerPool(int threads)
    {
        Threads = threads;
        _helpers = new Sleeper[threads - 1];
        for (var n = 0; n < _helpers.Length; n++)
        {
            var helper = _helpers[n] = new Sleeper(n + 1);
            new Thread(() => Serve(helper)) { IsBackground = true, Name = FormattableString.Invariant($"Kilter worker {helper.Number}") }.Start();
        }
    }

    /// <summary>Threads that work in a round, the caller's among them.</summary>
    public int Threads { get; }

    /// <summary>The number itself, or all processors for 0.</summary>
    public static int Wanted(int threads) => threads == 0 ? Math.Min(256, Environment.ProcessorCount) : threads;

    /// <summary>The pool of that many threads; the same one each time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in [1, 256].</exception>
    public static WorkerPool Of(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        lock (Creation)
        {
            return Pools.TryGetValue(threads, out var pool) ? pool : Pools[threads] = new WorkerPool(threads);
        }
    }

    /// <summary>Does pieces 0 … <paramref name="pieces"/> − 1 and returns when all are done. An exception of a piece comes out here.</summary>
    /// <param name="pieces">How many there are.</param>
    /// <param name="work">Called with the number of the thread, 0 … <see cref="Threads"/> − 1, and of the piece.</param>
    public void Run(int pieces, Action<int, int> work)
    {
        if (pieces <= 1 || Threads == 1 || Interlocked.Exchange(ref _busy, 1) == 1)
        {
            for (var piece = 0; piece < pieces; piece++)
            {
                work(0, piece);
            }

            return;
        }

        ExceptionDispatchInfo? failure;
        try
        {
            var round = Round(Volatile.Read(ref _state)) + 1;
            _work = work;
            _callersCore = Thread.GetCurrentProcessorId();
            Volatile.Write(ref _pending, pieces);
            Interlocked.Exchange(ref _state, ((long)round << 32) | (uint)pieces);
            Wake(pieces - 1);
            Claim(0, round);
            AwaitTheRest();
            failure = Interlocked.Exchange(ref _failure, null);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }

        failure?.Throw();
    }

    private static int Round(long state) => (int)(state >> 32);

    private void Wake(int wanted)
    {
        for (var n = 0; n < _helpers.Length && n < wanted; n++)
        {
            if (Volatile.Read(ref _helpers[n].Sleeps) == 1 && Interlocked.Exchange(ref _helpers[n].Sleeps, 0) == 1)
            {
                _helpers[n].Awake.Release();
            }
        }
    }

    private void Serve(Sleeper helper)
    {
        var seen = 0;
        while (true)
        {
            Await(helper, seen);
            seen = Round(Volatile.Read(ref _state));
            if (IsOnCallersCore())
            {
                CoreSwitch.LeaveCore();
            }

            Claim(helper.Number, seen);
        }
    }

    private void Await(Sleeper helper, int seen)
    {
        for (var spins = 0; Round(Volatile.Read(ref _state)) == seen; spins++)
        {
            Thread.SpinWait(1);
            if (spins >= HelpersSpins)
            {
                Sleep(helper, seen);
                spins = 0;
            }
        }
    }

    private bool IsOnCallersCore() => Thread.GetCurrentProcessorId() == Volatile.Read(ref _callersCore);

    // Says so before it sleeps, then looks once more: a round published in between has either been seen or wakes it.
    private void Sleep(Sleeper helper, int seen)
    {
        Interlocked.Exchange(ref helper.Sleeps, 1);
        if (Round(Volatile.Read(ref _state)) == seen || Interlocked.Exchange(ref helper.Sleeps, 0) == 0)
        {
            helper.Awake.Wait();
        }
    }

    private void Claim(int thread, int round)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            var left = (int)state;
            if (Round(state) != round || left == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _state, state - 1, state) == state)
            {
                Do(thread, left - 1);
            }
        }
    }

    private void Do(int thread, int piece)
    {
        try
        {
            _work(thread, piece);
        }
        catch (Exception error) when (error is ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException or InvalidDataException)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(error), null);
        }

        if (Interlocked.Decrement(ref _pending) == 0 && Interlocked.Exchange(ref _caller.Sleeps, 0) == 1)
        {
            _caller.Awake.Release();
        }
    }

    private void AwaitTheRest()
    {
        for (var spins = 0; spins < CallersSpins && Volatile.Read(ref _pending) > 0; spins++)
        {
            Thread.SpinWait(1);
        }

        while (Volatile.Read(ref _pending) > 0)
        {
            Interlocked.Exchange(ref _caller.Sleeps, 1);
            // A permit left over from a round that ended in this very moment only costs one more look.
            if (Volatile.Read(ref _pending) > 0)
            {
                _caller.Awake.Wait();
            }
        }
    }

    /// <summary>A thread that may sleep, and what wakes it.</summary>
    private sealed class Sleeper(int number)
    {
        public int Sleeps;

        public int Number => number;

        public SemaphoreSlim Awake { get; } = new(0);
    }
}
