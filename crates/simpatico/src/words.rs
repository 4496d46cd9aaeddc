//! Plain words for every label, in English and Spanish: as a heading, beside a bar, in a sentence.

use crate::error::{Error, ErrorKind};
use crate::label::{
    AbstainReason, Antipattern, Band, Coverage, Direction, Emotion, EmotionalNeed, EmpathyLevel, Expressed, Label,
    LanguageCode, ModelKind, NoteKind, Opportunity, Phase, Pillar, Polarity, PrivateKind, Reason, Relationship,
    ResolutionReason, Resolved, Risk, ServiceNeed, Speaker, Specific, Target, Technique, TurningPointKind,
};

/// The language that results are put into words in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    English,
    /// Spanish as it is understood in Spain and the Americas.
    Spanish,
}

impl Locale {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

impl core::fmt::Display for Locale {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.code())
    }
}

impl core::str::FromStr for Locale {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|locale| locale.code() == code);
        found.ok_or_else(|| Error::new(ErrorKind::InvalidOption, format!("no locale {code:?}: it is \"en\" or \"es\"")))
    }
}

/// A label with a title in every locale.
pub trait Titled: Label {
    /// The title: short, in lower case, without a full stop.
    fn title(self, locale: Locale) -> &'static str;
}

/// A label in plain words.
///
/// ```
/// use simpatico::{EmotionalNeed, Locale, title};
///
/// assert_eq!(title(EmotionalNeed::Acknowledgement, Locale::English), "to be heard");
/// assert_eq!(title(EmotionalNeed::Acknowledgement, Locale::Spanish), "que le escuchen");
/// ```
#[must_use]
pub fn title<L: Titled>(label: L, locale: Locale) -> &'static str {
    label.title(locale)
}

macro_rules! titles {
    ($($type:ident { $($variant:ident: $english:literal, $spanish:literal;)+ })+) => {
        $(impl Titled for $type {
            fn title(self, locale: Locale) -> &'static str {
                let (english, spanish) = match self { $(Self::$variant => ($english, $spanish),)+ };
                match locale {
                    Locale::English => english,
                    Locale::Spanish => spanish,
                }
            }
        })+

        /// A label in plain words, by the names of its family and its own as they stand in the JSON contract.
        ///
        /// # Errors
        /// [`ErrorKind::UnknownLabel`] where there is no such family, or no such label in it.
        ///
        /// ```
        /// use simpatico::{Locale, title_by_name};
        ///
        /// assert_eq!(title_by_name("emotions", "frustration", Locale::Spanish)?, "frustración");
        /// assert!(title_by_name("emotions", "hunger", Locale::Spanish).is_err());
        /// # Ok::<(), simpatico::Error>(())
        /// ```
        pub fn title_by_name(family: &str, name: &str, locale: Locale) -> Result<&'static str, Error> {
            match family {
                $($type::FAMILY => name.parse::<$type>().map(|label| label.title(locale)),)+
                _ => Err(Error::new(ErrorKind::UnknownLabel, format!("no family of labels {family:?}"))),
            }
        }

        #[cfg(test)]
        fn for_each_family(mut check: impl FnMut(&str, Vec<(&'static str, [&'static str; 2])>)) {
            $(check(
                $type::FAMILY,
                $type::ALL.iter().map(|label| (label.name(), Locale::ALL.map(|locale| label.title(locale)))).collect(),
            );)+
        }
    };
}

titles! {
    ModelKind {
        Accurate: "accurate", "precisa";
        Fast: "fast", "rápida";
    }
    Emotion {
        Anger: "anger", "enfado";
        Frustration: "frustration", "frustración";
        Disappointment: "disappointment", "decepción";
        Sadness: "sadness", "tristeza";
        Anxiety: "worry", "preocupación";
        Confusion: "confusion", "desconcierto";
        Embarrassment: "embarrassment", "vergüenza";
        Disgust: "disgust", "indignación";
        Surprise: "surprise", "sorpresa";
        Gratitude: "gratitude", "gratitud";
        Joy: "joy", "alegría";
        Relief: "relief", "alivio";
    }
    ServiceNeed {
        Information: "information", "información";
        Status: "where it stands", "saber cómo va";
        Delivery: "delivery", "entrega";
        Refund: "refund", "reembolso";
        ReplacementRepair: "replacement or repair", "cambio o reparación";
        TechnicalSupport: "technical help", "ayuda técnica";
        Billing: "charge or invoice", "cobro o factura";
        AccountAccess: "account access", "acceso a la cuenta";
        Change: "change", "modificación";
        Cancellation: "cancellation", "cancelación";
        Compensation: "compensation", "compensación";
        Escalation: "a supervisor or a person", "un responsable o una persona";
        Purchase: "purchase", "compra";
        Feedback: "feedback", "opinión";
    }
    EmotionalNeed {
        Acknowledgement: "to be heard", "que le escuchen";
        Apology: "an apology", "una disculpa";
        Reassurance: "to be reassured", "que le den tranquilidad";
        Clarity: "to know what comes next", "saber qué va a pasar";
        Urgency: "to be attended to now", "que le atiendan ya";
        Respect: "to be respected", "que le respeten";
        Control: "a say in it", "poder decidir";
        Trust: "honesty and kept promises", "honestidad y promesas cumplidas";
        HumanContact: "to talk to a person", "hablar con una persona";
        Appreciation: "to be appreciated", "que le valoren";
    }
    Reason {
        StaffTreatment: "how staff behaved", "el trato recibido";
        ProductQuality: "product quality", "la calidad del producto";
        LackOfResponse: "no answer", "la falta de respuesta";
        OverallExperience: "the whole experience", "la experiencia en general";
        Delay: "delay", "el retraso";
        LossOrDamage: "loss or damage", "la pérdida o los daños";
        BillingOrPrice: "charge or price", "el cobro o el precio";
        TechnicalFailure: "technical failure", "el fallo técnico";
        Policy: "a rule or refusal", "una norma o negativa";
        Misinformation: "wrong information", "la información errónea";
        Availability: "not available", "la falta de disponibilidad";
        Security: "security", "la seguridad";
    }
    Target {
        Company: "the company", "la empresa";
        Interaction: "the contact", "la atención";
        Product: "the product", "el producto";
    }
    Phase {
        Before: "before the matter", "antes del asunto";
        During: "under way", "en curso";
        After: "looking back", "al cierre";
    }
    Relationship {
        Customer: "customer", "cliente";
        Employee: "employee", "personal de la empresa";
    }
    Risk {
        Churn: "leaving", "que se vaya";
        PublicComplaint: "complaining in public", "que se queje en público";
        Escalation: "taking it further up", "que lo lleve más arriba";
        LegalAction: "legal action", "que tome medidas legales";
        Vulnerability: "vulnerable situation", "situación vulnerable";
        Abuse: "abuse of the agent", "insultos o amenazas al agente";
    }
    Technique {
        EmotionalAcknowledgement: "meeting the feeling", "reconocer el sentimiento";
        Paraphrase: "restating the concern", "reformular el problema";
        ClarifyingQuestion: "asking to understand", "preguntar para entender";
        PerspectiveTaking: "seeing their side", "ponerse en su lugar";
        Reassurance: "reassurance", "dar tranquilidad";
        Apology: "owning the mistake", "asumir el error";
        ConcreteAction: "a concrete step", "un paso concreto";
        ProactiveSupport: "thinking ahead", "anticiparse";
        Personalisation: "a personal touch", "trato personal";
        Appreciation: "valuing the customer", "valorar al cliente";
    }
    Antipattern {
        Dismissive: "playing it down", "restar importancia";
        Blaming: "blaming the customer", "culpar al cliente";
        Defensive: "hiding behind rules", "escudarse en las normas";
        Invalidating: "denying the feeling", "negar el sentimiento";
        Robotic: "canned text", "texto de plantilla";
        UnansweredNeed: "leaving the need unanswered", "dejar la petición sin atender";
        HollowEmpathy: "warm words without a step", "palabras amables sin un paso";
        OverApology: "apologizing instead of helping", "disculparse en vez de ayudar";
        Deflection: "sending the customer elsewhere", "derivar a otro sitio";
        Jargon: "jargon", "jerga";
        Overpromising: "promising too much", "prometer de más";
        ToneMismatch: "a tone that does not fit", "un tono que no encaja";
        Rude: "rudeness", "falta de respeto";
    }
    Specific {
        FactTakenUp: "a fact taken up", "un dato recogido";
        OwnFact: "a fact of the reply", "un dato de la respuesta";
        DatedPromise: "a promise with a time", "una promesa con plazo";
        OwnedApology: "an apology that owns it", "una disculpa que asume el error";
        ConditionalApology: "an apology that evades", "una disculpa que esquiva";
        ClaimToKnow: "claiming to know how it feels", "decir que se sabe cómo se siente";
        PolicyWall: "a rule in place of help", "una norma en lugar de ayuda";
        Reproach: "a reproach", "un reproche";
        Guarantee: "a guarantee nobody can give", "una garantía que nadie puede dar";
        CheerAtGraveMatter: "cheer at a grave matter", "alegría ante un asunto grave";
        RegisterMixed: "tú and usted mixed", "mezcla de tú y usted";
        RegisterTooClose: "tú to someone who writes usted", "tuteo a quien escribe de usted";
        OnlyWe: "only “we”, never “I”", "solo «nosotros», nunca «yo»";
    }
    Pillar {
        ActiveListening: "active listening", "escucha activa";
        PerspectiveTaking: "perspective taking", "ponerse en el lugar del otro";
        EmpatheticLanguage: "empathetic language", "lenguaje empático";
        Action: "action", "acción";
        HumanTouch: "human touch", "calidez humana";
    }
    Polarity {
        Negative: "negative", "negativo";
        Neutral: "neutral", "neutro";
        Positive: "positive", "positivo";
        Mixed: "mixed", "mezclado";
    }
    Band {
        VeryNegative: "very negative", "muy negativo";
        Negative: "negative", "negativo";
        Neutral: "neutral", "neutro";
        Positive: "positive", "positivo";
        VeryPositive: "very positive", "muy positivo";
    }
    Expressed {
        Explicit: "said", "dicho";
        Implied: "between the lines", "entre líneas";
    }
    Opportunity {
        Met: "given", "dado";
        Missed: "missed", "faltó";
        NotNeeded: "not needed", "no hacía falta";
        Extra: "given unasked", "dado de más";
    }
    Coverage {
        Answered: "answered", "atendida";
        Partly: "answered in part", "atendida en parte";
        Open: "open", "pendiente";
        NoneNeeded: "nothing to answer", "nada que atender";
    }
    EmpathyLevel {
        Low: "low", "baja";
        Medium: "medium", "media";
        High: "high", "alta";
    }
    LanguageCode {
        English: "English", "inglés";
        Spanish: "Spanish", "español";
        Mixed: "English and Spanish", "inglés y español";
        Unknown: "another language", "otro idioma";
    }
    AbstainReason {
        TooShort: "too short to judge", "demasiado corto para juzgarlo";
        UnsupportedLanguage: "neither English nor Spanish", "ni inglés ni español";
        NoText: "no text", "sin texto";
        InsufficientEvidence: "no known words", "sin palabras conocidas";
    }
    Speaker {
        Customer: "customer", "cliente";
        Agent: "agent", "agente";
        System: "notice", "aviso";
        Bot: "bot", "asistente automático";
    }
    TurningPointKind {
        Recovery: "recovery", "recuperación";
        Damage: "turn for the worse", "empeoramiento";
        Stall: "standstill", "estancamiento";
    }
    Resolved {
        Yes: "settled", "resuelto";
        No: "not settled", "sin resolver";
        Unclear: "unclear", "no está claro";
    }
    ResolutionReason {
        Confirmed: "the customer says it is done", "el cliente dice que quedó resuelto";
        Thanked: "the customer gives thanks and nothing is open", "el cliente da las gracias y todo está atendido";
        AwaitingReply: "the customer waits for a reply", "el cliente espera una respuesta";
        NeedOpen: "a request is still open", "queda una petición pendiente";
        EndedUpset: "the customer left upset", "el cliente se fue disgustado";
        NotConfirmed: "the customer did not say", "el cliente no lo dijo";
        NoMessage: "no message that could be judged", "ningún mensaje que se pudiera juzgar";
    }
    PrivateKind {
        Email: "e-mail address", "correo electrónico";
        Phone: "phone number", "número de teléfono";
        Card: "card number", "número de tarjeta";
        BankAccount: "bank account", "cuenta bancaria";
        IdentityDocument: "identity document", "documento de identidad";
        Link: "link with a token", "enlace con una clave";
        Name: "name", "nombre";
        Figure: "figure", "cifra";
    }
    Direction {
        Up: "rising", "en aumento";
        Down: "falling", "en descenso";
        Unclear: "no clear direction", "sin tendencia clara";
    }
    NoteKind {
        TimeBackwards: "a time before that of an earlier turn", "una hora anterior a la de un turno previo";
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_label_has_a_title_of_its_own_in_both_languages() {
        let mut families = 0;
        for_each_family(|family, labels| {
            families += 1;
            for place in 0..Locale::ALL.len() {
                let distinct: BTreeSet<&str> = labels.iter().map(|(_, titles)| titles[place]).collect();
                assert_eq!(distinct.len(), labels.len(), "{family}: two labels share a title: {distinct:?}");
            }
            for (name, titles @ [_, spanish]) in labels {
                assert_ne!(spanish, name, "{family}: not translated");
                for title in titles {
                    assert!(!title.is_empty() && title.trim() == title, "{family}: {name}: {title:?}");
                    assert!(!title.contains('_') && !title.ends_with('.'), "{family}: {name}: {title:?}");
                    assert!(title.chars().count() <= 50, "{family}: {name}: {title:?} is too long for a heading");
                }
            }
        });
        assert_eq!(families, 28);
    }

    #[test]
    fn titles_are_found_by_name() {
        assert_eq!(title_by_name("sentiment.band", "very_negative", Locale::Spanish).unwrap(), "muy negativo");
        for (family, name, named) in [("moods", "joy", "\"moods\""), ("emotions", "fury", "\"fury\"")] {
            let error = title_by_name(family, name, Locale::English).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnknownLabel);
            assert!(error.to_string().contains(named), "{error}");
        }
    }

    #[test]
    fn locales_are_read_by_their_code() {
        for locale in Locale::ALL {
            assert_eq!(locale.code().parse::<Locale>().unwrap(), locale);
        }
        let error = "fr".parse::<Locale>().unwrap_err();
        assert_eq!((error.kind(), error.to_string().contains("\"fr\"")), (ErrorKind::InvalidOption, true));
    }
}
