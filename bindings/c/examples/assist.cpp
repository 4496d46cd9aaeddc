// Agent assist: reads turns from standard input into a live session and prints what they change, and advice.
//
//   c++ -std=c++17 assist.cpp $(pkg-config --cflags --libs simpatico) -o assist
//   ./assist [fast|accurate] < turns.txt
//
// A line is `customer: TEXT`, `draft: TEXT` (the agent's reply as it stands at a pause), `agent: TEXT` (the reply as it
// was sent) or `bot: TEXT`. Other lines are reported and passed over. At the end stands what the conversation came to.
#include <simpatico.hpp>

#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace {

// What stands behind `prefix`, where the line begins with it.
std::optional<std::string_view> after(std::string_view line, std::string_view prefix) {
    if (line.substr(0, prefix.size()) != prefix)
        return std::nullopt;
    line.remove_prefix(prefix.size());
    std::size_t start = line.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

void print_customer(const simpatico::CustomerTurn &customer) {
    std::cout << "customer  " << simpatico::name(customer.sentiment.label);
    for (const auto &emotion : customer.emotions)
        std::cout << ", " << simpatico::name(emotion.label);
    std::cout << '\n';
    for (const auto &risk : customer.risks)
        std::cout << "    risk  " << simpatico::name(risk.label) << '\n';
}

void print_empathy(std::string_view who, const simpatico::Empathy &empathy) {
    std::cout << who << static_cast<int>(empathy.score) << "/100 " << simpatico::name(empathy.level) << '\n';
}

void print_change(const simpatico::TurnChange &change) {
    if (change.turn.customer)
        print_customer(*change.turn.customer);
    if (change.turn.reply)
        print_empathy("   agent  ", change.turn.reply->empathy);
    for (const auto &need : change.raised)
        std::cout << "   needs  " << need.name << '\n';
    for (const auto &need : change.answered)
        std::cout << "     met  " << need.name << (need.is_open() ? ", in part" : "") << '\n';
    for (const auto &missed : change.missed_opportunities)
        std::cout << "  missed  " << missed.name << '\n';
    if (change.turning_point)
        std::cout << "   turns  " << simpatico::name(change.turning_point->kind) << '\n';
}

void print_advice(const simpatico::ReplyScore &reply) {
    print_empathy("   draft  ", reply.empathy());
    for (const auto &found : reply.antipatterns()) {
        std::cout << "  harmed  " << simpatico::name(found.label);
        for (const auto &evidence : found.evidence)
            std::cout << "  \"" << evidence.text << '"';
        std::cout << '\n';
    }
    for (const auto &suggestion : reply.suggestions())
        std::cout << "  better  +" << static_cast<int>(suggestion.gain) << ' ' << suggestion.example << '\n';
}

void print_course(const simpatico::Conversation &conversation) {
    simpatico::Course course = conversation.course();
    std::cout << "resolved  " << simpatico::name(course.resolved) << " (" << simpatico::name(course.resolution_reason)
              << ")\n";
    for (const auto &need : conversation.needs())
        if (need.is_open())
            std::cout << "    open  " << need.name << ", raised in turn " << need.raised + 1 << '\n';
}

void run(simpatico::Session session) {
    std::string line;
    while (std::getline(std::cin, line)) {
        if (auto text = after(line, "customer:")) {
            print_change(session.push(simpatico::Turn::customer(*text)));
        } else if (auto reply = after(line, "agent:")) {
            print_change(session.push(simpatico::Turn::by_agent(*reply)));
        } else if (auto answer = after(line, "bot:")) {
            print_change(session.push({SIMPATICO_SPEAKER_BOT, *answer}));
        } else if (auto draft = after(line, "draft:")) {
            if (auto judgement = session.check(*draft))
                print_advice(*judgement->reply());
        } else if (!line.empty()) {
            std::cerr << "assist: neither customer, draft, agent nor bot: " << line << '\n';
        }
        std::cout.flush();
    }
    print_course(session.conversation());
}

} // namespace

int main(int argc, char **argv) {
    try {
        std::string_view wanted = argc > 1 ? argv[1] : "fast";
        auto model = simpatico::parse<simpatico::Model>(wanted);
        if (!model) {
            std::cerr << "assist: no model \"" << wanted << "\"\n";
            return 2;
        }
        run(simpatico::Builder().model(*model).build().session());
    } catch (const std::exception &error) {
        std::cerr << "assist: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
